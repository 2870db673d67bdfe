import type { ProcessingState } from '../gql/graphql.ts';
import { Chip } from '../ui/chip.tsx';
import styles from './processing-notes.module.css';
import * as strings from './strings.ts';

interface Processing {
  task: string;
  state: ProcessingState;
  reason?: string | null;
}

/** List of unfinished steps, with the errors and notes of finished ones. Shows each sentence only once. */
export function ProcessingNotes({ processing }: { processing: readonly Processing[] }) {
  const notes = processing.flatMap(({ task, state, reason }) => {
    const text = reason ?? strings.processingStates[state];
    return text === null ? [] : [{ task, state, text }];
  });
  const texts = [...new Set(notes.map(({ text }) => text))];
  return texts.map((text) => {
    const same = notes.filter((note) => note.text === text);
    const tone = same.some(({ state }) => state === 'FAILED') ? 'danger' : 'neutral';
    return (
      <div key={text} className={styles.note}>
        <div className={styles.steps}>
          {same.map(({ task }) => (
            <Chip key={task} tone={tone}>
              {nameOf(task)}
            </Chip>
          ))}
        </div>
        <span>{text}</span>
      </div>
    );
  });
}

/** Returns the name of a task as text: `MAKE_THUMBNAIL` becomes "Make thumbnail". */
function nameOf(task: string): string {
  const words = task.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
