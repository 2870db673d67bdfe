import { useId } from 'react';
import styles from './ingest-page.module.css';

interface ProgressProps {
  label: string;
  value: number;
  max: number;
  /** Progress as a text. */
  note: string;
}

/** Progress bar with numbers. */
export function Progress({ label, value, max, note }: ProgressProps) {
  const id = useId();
  return (
    <div className={styles.progress}>
      <progress aria-label={label} aria-describedby={id} value={max > 0 ? value : 0} max={max > 0 ? max : 1} />
      <span id={id} className={styles.counts}>
        {note}
      </span>
    </div>
  );
}
