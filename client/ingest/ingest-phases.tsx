import { Check, Circle, X } from 'lucide-react';
import { formatByteSize, formatCount } from '../ui/format.ts';
import { Spinner } from '../ui/spinner.tsx';
import styles from './ingest-page.module.css';
import { phases } from './ingest-words.ts';
import { Progress } from './progress.tsx';
import type { FollowedSession } from './use-ingest-session.ts';

type Step = 'done' | 'current' | 'ahead' | 'stopped';

/** The phases of a session in their order, each with its counts. */
export function IngestPhases({ session }: { session: FollowedSession }) {
  const { progress } = session;
  return (
    <ol className={styles.phases} aria-label="Phases">
      {phases.map(({ phase, title, about }, place) => {
        const step = stepOf(session, place);
        return (
          <li key={phase} data-step={step} aria-current={step === 'current' ? 'step' : undefined}>
            <span className={styles.mark}>{marks[step]}</span>
            <div>
              <h3>
                {title}
                <span className={styles.hidden}> ({step})</span>
              </h3>
              <p>{about}</p>
              {phase === 'UPLOADING' && progress.filesDeclared > 0 && (
                <Progress
                  label="Files verified"
                  value={progress.bytesVerified}
                  max={progress.bytesDeclared}
                  note={`${formatCount(progress.filesVerified)} of ${formatCount(progress.filesDeclared)} files, ${formatByteSize(progress.bytesVerified)} of ${formatByteSize(progress.bytesDeclared)}`}
                />
              )}
              {phase === 'VALIDATING' && step !== 'ahead' && (
                <p className={styles.counts}>
                  {formatCount(session.itemCount)} items named, {formatCount(session.issueCount)} issues
                </p>
              )}
              {phase === 'STAGING' && step !== 'ahead' && session.itemsStaged > 0 && (
                <Progress
                  label="Rows staged"
                  value={step === 'done' ? 1 : session.itemsStaged}
                  max={step === 'done' ? 1 : Math.max(session.itemCount, session.itemsStaged)}
                  note={stagingNote(session, step)}
                />
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Items that have not changed since the revision before need no new rows, so fewer may be staged than there are. */
function stagingNote({ itemCount, itemsStaged }: FollowedSession, step: Step): string {
  const all = `${formatCount(itemCount)} items`;
  if (step !== 'done') return `${formatCount(itemsStaged)} of ${all}`;
  return itemsStaged < itemCount ? `${all}, ${formatCount(itemsStaged)} of them new or changed` : all;
}

const marks = {
  done: <Check size={14} aria-hidden />,
  current: <Spinner />,
  ahead: <Circle size={10} aria-hidden />,
  stopped: <X size={14} aria-hidden />,
};

function stepOf({ phase, state }: FollowedSession, place: number): Step {
  if (phase === 'DONE' && state === 'PUBLISHED') return 'done';
  const known = phases.findIndex((one) => one.phase === phase);
  // Whatever comes between arriving and being staged is part of the check.
  const current = known >= 0 ? known : 1;
  if (place < current) return 'done';
  if (place > current) return 'ahead';
  return state === 'FAILED' || state === 'ABANDONED' ? 'stopped' : 'current';
}
