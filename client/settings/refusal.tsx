import type { ApiError } from '../data/api-error.ts';
import styles from './settings.module.css';

/** Why something was not done, in the words of the server, with what to quote when it was not the person's doing. */
export function Refusal({ error }: { error: ApiError | undefined }) {
  if (!error) return null;
  return (
    <p role="alert" className={styles.refusal}>
      {error.message}
      {error.requestId && <code> ({error.requestId})</code>}
    </p>
  );
}
