import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from './cx.ts';
import styles from './text-field.module.css';

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  /** Whether only screen readers read the label. Use it if the context explains the field. */
  isLabelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  icon?: ReactNode;
  isLarge?: boolean;
  /** Element at the end of the field, such as a shortcut or a button. */
  suffix?: ReactNode;
}

export function TextField({
  label,
  isLabelHidden,
  hint,
  error,
  icon,
  isLarge,
  suffix,
  className,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const noteId = hint || error ? `${id}-note` : undefined;
  return (
    <div className={cx(styles.field, className)}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <div className={cx(styles.box, isLarge && styles.large, error !== undefined && error !== null && styles.wrong)}>
        {icon}
        <input id={id} aria-describedby={noteId} aria-invalid={Boolean(error) || undefined} {...rest} />
        {suffix}
      </div>
      {noteId && (
        <p id={noteId} className={error ? styles.error : styles.hint}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
