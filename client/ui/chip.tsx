import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { cx } from './cx.ts';
import * as strings from './strings.ts';

export type ChipTone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

/** Short label for a tag, a state or a revision. With `onRemove`, it is a filter that the user can remove. */
export function Chip(props: {
  children: ReactNode;
  tone?: ChipTone;
  isMono?: boolean;
  onRemove?: () => void;
  removeLabel?: string;
}) {
  return (
    <span className={cx(styles.chip, styles[props.tone ?? 'neutral'], props.isMono && styles.mono)}>
      <span className={styles.text}>{props.children}</span>
      {props.onRemove && (
        <button
          type="button"
          className={styles.remove}
          aria-label={props.removeLabel ?? strings.remove}
          onClick={props.onRemove}
        >
          <X size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}

/** Tag that works as a toggle button. If it is on, the list is filtered by it. */
export function ToggleChip(props: { children: ReactNode; isOn: boolean; onToggle: (isOn: boolean) => void }) {
  return (
    <button
      type="button"
      aria-pressed={props.isOn}
      className={cx(styles.chip, styles.toggle, props.isOn ? styles.accent : styles.neutral)}
      onClick={() => props.onToggle(!props.isOn)}
    >
      <span className={styles.text}>{props.children}</span>
    </button>
  );
}
