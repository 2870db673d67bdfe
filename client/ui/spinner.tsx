import styles from './spinner.module.css';

/** Spinner for a running action. The text beside it describes the action. */
export function Spinner({ label }: { label?: string }) {
  return <span className={styles.spinner} role={label ? 'status' : undefined} aria-label={label} />;
}
