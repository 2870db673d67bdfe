import type { ApiError } from '../data/api-error.ts';
import styles from './panels.module.css';

/** Error message of the server. Includes the request id unless the user's input was wrong. */
export function Refusal({ error }: { error: ApiError | undefined }) {
  if (!error) return null;
  return (
    <p role="alert" className={styles.refusal}>
      {error.message}
      {error.requestId && <code> ({error.requestId})</code>}
    </p>
  );
}
