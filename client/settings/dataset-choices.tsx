import { useId } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useNames } from '../data/organization-names.ts';
import styles from '../panels/panels.module.css';
import { Skeleton } from '../ui/skeleton.tsx';
import * as strings from './strings.ts';

interface DatasetChoicesProps {
  org: string;
  /** Ids of the chosen datasets. Null for all datasets, including future ones. */
  chosen: readonly string[] | null;
  onChange: (chosen: readonly string[] | null) => void;
}

/** Field that selects all datasets or some of them. */
export function DatasetChoices({ org, chosen, onChange }: DatasetChoicesProps) {
  const name = useId();
  const datasets = useNames(org)?.datasets;
  return (
    <fieldset className={styles.choices}>
      <legend>{strings.datasetsLegend}</legend>
      <label className={styles.choice}>
        <input type="radio" name={name} checked={chosen === null} onChange={() => onChange(null)} />
        <span>
          {strings.allDatasets}
          <small>{strings.allDatasetsHint}</small>
        </span>
      </label>
      <label className={styles.choice}>
        <input type="radio" name={name} checked={chosen !== null} onChange={() => onChange([])} />
        <span>
          {strings.someDatasets}
          <small>{strings.someDatasetsHint}</small>
        </span>
      </label>
      {chosen && !datasets && <Skeleton width="60%" />}
      {chosen && datasets && (
        <div className={styles.list}>
          {datasets.map(({ id, name }) => (
            <label key={id} className={styles.choice}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
                }
              />
              <span>{showInvisible(name)}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
