import styles from './spinner.module.css';

/** A small ring that says something is under way; the text beside it says what. */
export function Spinner({ label }: { label?: string }) {
  return <span className={styles.spinner} role={label ? 'status' : undefined} aria-label={label} />;
}
