import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { loadOnce } from '../data/load-once.ts';
import { useAction } from '../data/use-action.ts';
import type { ItemList } from '../dataset/item-list.ts';
import type { ExportFormat } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { Refusal } from '../settings/refusal.tsx';
import styles from '../settings/settings.module.css';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/select-field.tsx';

const ExportedDatasetQuery = graphql(`
  query ExportedDataset($organization: String!, $slug: String!) {
    dataset(organization: $organization, slug: $slug) {
      id
    }
  }
`);

const StartExportMutation = graphql(`
  mutation StartExport($input: ExportDatasetInput!) {
    exportDataset(input: $input) {
      ... on ExportDatasetSuccess {
        export {
          id
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

const formats = [
  { value: 'NDJSON', label: 'NDJSON: a manifest, to read or to publish again' },
  { value: 'CROISSANT', label: 'Croissant: described for machine learning tools' },
] as const satisfies readonly { value: ExportFormat; label: string }[];

/** Asks for a file of the items one looks at: this revision, and what the filters leave unless one wants all. */
export function ExportForm({ list, onStart }: { list: ItemList; onStart: () => void }) {
  const client = useClient();
  const start = useAction(StartExportMutation);
  const [format, setFormat] = useState<ExportFormat>('NDJSON');
  const [isFiltered, setFiltered] = useState(true);
  const [withReviews, setWithReviews] = useState(false);
  const [problem, setProblem] = useState<ApiError>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    try {
      const { organization, slug, revision } = list;
      const { dataset } = await loadOnce(client, ExportedDatasetQuery, { organization, slug });
      const filter = isFiltered ? list.filter : null;
      const done = await start.run({ input: { dataset: dataset?.id ?? slug, format, revision, filter, withReviews } });
      if (done) onStart();
    } catch (error) {
      setProblem(toApiError(error));
    }
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <SelectField label="Format" value={format} options={formats} onChange={setFormat} />
      <fieldset className={styles.choices}>
        <legend>Of {list.revision === null ? 'the current revision' : `revision ${list.revision}`}</legend>
        {list.filter && (
          <label className={styles.choice}>
            <input type="checkbox" checked={isFiltered} onChange={(event) => setFiltered(event.target.checked)} />
            <span>
              Only what the filters leave
              <small>As the list shows it now.</small>
            </span>
          </label>
        )}
        <label className={styles.choice}>
          <input type="checkbox" checked={withReviews} onChange={(event) => setWithReviews(event.target.checked)} />
          <span>
            With reviewers’ annotations
            <small>Leave them out to publish the file again: they stay with the items here.</small>
          </span>
        </label>
      </fieldset>
      <Refusal error={problem ?? start.refusal} />
      <div className={styles.actions}>
        <Button type="submit" tone="primary" isBusy={start.isBusy}>
          Export
        </Button>
      </div>
    </form>
  );
}
