import styles from './spinner.module.css';

/** Spinner for a running action, which a text beside it describes. */
export function Spinner({ label }: { label?: string }) {
  return <span className={styles.spinner} role={label ? 'status' : undefined} aria-label={label} />;
}
