import { formatPercent } from '../ui/format.ts';
import styles from './rendition-note.module.css';
import * as strings from './strings.ts';
import type { RenditionProgress } from './use-rendition.ts';

/** Says why a file cannot be played here, and how far the server is with a copy that can. */
export function RenditionNote({ reason, progress }: { reason: string; progress: RenditionProgress | undefined }) {
  const share = progress?.progress ?? null;
  if (progress?.state === 'FAILED') {
    return (
      <>
        {reason} {strings.renditionFailed(progress.reason ?? strings.renditionUnknown)}
      </>
    );
  }
  const isWaiting = progress === undefined || progress.state === 'PENDING';
  return (
    <>
      {reason} {isWaiting ? strings.renditionWaiting : strings.renditionRunning}
      <span className={styles.line} aria-live="off">
        <progress aria-label={strings.renditionProgress} value={share ?? undefined} max={1} className={styles.bar} />
        {share !== null && <span>{formatPercent(share)}</span>}
      </span>
    </>
  );
}
