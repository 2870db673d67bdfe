import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';

type Tone = 'primary' | 'neutral' | 'quiet' | 'danger';

interface ButtonProps extends ComponentProps<'button'> {
  tone?: Tone;
  size?: 's' | 'm' | 'l';
  icon?: ReactNode;
  /** Whether the action is running. The button then shows a spinner and ignores clicks. */
  isBusy?: boolean;
}

export function Button({ tone = 'neutral', size = 'm', icon, isBusy, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      disabled={isBusy}
      {...rest}
      className={cx(styles.button, styles[tone], styles[size], className)}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Accessible name, which is also the tooltip. */
  label: string;
  icon: ReactNode;
  keys?: string;
  size?: 's' | 'm';
  isPressed?: boolean;
}

export function IconButton({ label, icon, keys, size = 'm', isPressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isPressed}
      data-tip={label}
      data-tip-keys={keys}
      {...rest}
      className={cx(styles.button, styles.quiet, styles.icon, styles[size], className)}
    >
      {icon}
    </button>
  );
}
