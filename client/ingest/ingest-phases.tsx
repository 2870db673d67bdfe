import { Check, Circle, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { IngestPhase, IngestState } from '../gql/graphql.ts';
import { Spinner } from '../ui/spinner.tsx';
import styles from './ingest-page.module.css';
import { placeOfPhase, shownPhases } from './ingest-states.ts';
import { Progress } from './progress.tsx';
import * as strings from './strings.ts';
import type { FollowedSession } from './use-ingest-session.ts';

type Step = 'done' | 'current' | 'ahead' | 'stopped';

/** Phases of a session in order, with their counts. */
export function IngestPhases({ session }: { session: FollowedSession }) {
  return (
    <ol className={styles.phases} aria-label={strings.phases}>
      {shownPhases.map(({ phase, title, about }, place) => {
        const step = stepOf(session, place);
        return (
          <li key={phase} data-step={step} aria-current={step === 'current' ? 'step' : undefined}>
            <span className={styles.mark}>{marks[step]}</span>
            <div>
              <h3>
                {title}
                <span className="visually-hidden">{strings.stepNote(strings.steps[step])}</span>
              </h3>
              <p>{about}</p>
              <PhaseCounts session={session} phase={phase} step={step} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function PhaseCounts({ session, phase, step }: { session: FollowedSession; phase: IngestPhase; step: Step }) {
  const { progress, itemCount, issueCount, itemsStaged } = session;
  switch (phase) {
    case 'UPLOADING':
      return (
        progress.filesDeclared > 0 && (
          <Progress
            label={strings.filesVerified}
            value={progress.bytesVerified}
            max={progress.bytesDeclared}
            note={strings.filesOf(
              progress.filesVerified,
              progress.filesDeclared,
              progress.bytesVerified,
              progress.bytesDeclared,
            )}
          />
        )
      );
    case 'VALIDATING':
      return step !== 'ahead' && <p className={styles.counts}>{strings.checked(itemCount, issueCount)}</p>;
    case 'STAGING':
      return (
        step !== 'ahead' &&
        itemsStaged > 0 && (
          <Progress
            label={strings.itemsStaged}
            value={step === 'done' ? 1 : itemsStaged}
            max={step === 'done' ? 1 : Math.max(itemCount, itemsStaged)}
            note={stagingNote(session, step)}
          />
        )
      );
    case 'VERIFYING':
    case 'COMMITTING':
    case 'DONE':
      return null;
    default:
      return phase satisfies never;
  }
}

/**
 * Returns a note on the number of staged items. Items that have not changed since the previous revision are not staged,
 * so the number may be lower than expected.
 */
function stagingNote({ itemCount, itemsStaged }: FollowedSession, step: Step): string {
  if (step !== 'done') return strings.stagedOf(itemsStaged, itemCount);
  return itemsStaged < itemCount ? strings.stagedChanges(itemsStaged, itemCount) : strings.itemCount(itemCount);
}

const marks: Record<Step, ReactNode> = {
  done: <Check size={14} aria-hidden />,
  current: <Spinner />,
  ahead: <Circle size={10} aria-hidden />,
  stopped: <X size={14} aria-hidden />,
};

function stepOf({ phase, state }: FollowedSession, place: number): Step {
  if (phase === 'DONE' && state === 'PUBLISHED') return 'done';
  const current = placeOfPhase(phase);
  if (place < current) return 'done';
  if (place > current) return 'ahead';
  return currentStep[state];
}

const currentStep: Record<IngestState, Step> = {
  OPEN: 'current',
  PUBLISHING: 'current',
  PUBLISHED: 'current',
  FAILED: 'stopped',
  ABANDONED: 'stopped',
};
