import type { ApiError } from '../data/api-error.ts';
import styles from './panels.module.css';

/** Reason for a refusal, in the server's words. Adds the request id if the cause was not the user's input. */
export function Refusal({ error }: { error: ApiError | undefined }) {
  if (!error) return null;
  return (
    <p role="alert" className={styles.refusal}>
      {error.message}
      {error.requestId && <code> ({error.requestId})</code>}
    </p>
  );
}
