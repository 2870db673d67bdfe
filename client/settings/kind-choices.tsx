import { keysOf } from '#formats/keys-of.ts';
import type { EventKind } from '../gql/graphql.ts';
import styles from '../panels/panels.module.css';
import * as strings from './strings.ts';

const allKinds = keysOf(strings.eventKinds);

interface KindChoicesProps {
  /** Chosen kinds of events. Null for all kinds, including those of later versions. */
  chosen: readonly EventKind[] | null;
  onChange: (chosen: readonly EventKind[] | null) => void;
}

/** Field that selects the kinds of events that a webhook receives: all kinds or some of them. */
export function KindChoices({ chosen, onChange }: KindChoicesProps) {
  return (
    <fieldset className={styles.choices}>
      <legend>{strings.eventsLegend}</legend>
      <label className={styles.choice}>
        <input type="radio" checked={chosen === null} onChange={() => onChange(null)} />
        <span>
          {strings.allEvents}
          <small>{strings.allEventsHint}</small>
        </span>
      </label>
      <label className={styles.choice}>
        <input type="radio" checked={chosen !== null} onChange={() => onChange(['DATASET_PUBLISHED'])} />
        <span>{strings.someEvents}</span>
      </label>
      {chosen && (
        <div className={styles.list}>
          {allKinds.map((kind) => (
            <label key={kind} className={styles.choice}>
              <input
                type="checkbox"
                checked={chosen.includes(kind)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, kind] : chosen.filter((other) => other !== kind))
                }
              />
              <span>{strings.eventKinds[kind]}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
