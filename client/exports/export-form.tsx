import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { keysOf } from '#formats/keys-of.ts';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { loadOnce } from '../data/load-once.ts';
import { useAction } from '../data/use-action.ts';
import type { ExportFormat } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import type { ItemList } from '../item/item-list.ts';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/select-field.tsx';
import * as strings from './strings.ts';

const ExportedDatasetQuery = graphql(`
  query ExportedDataset($organization: String!, $slug: String!) {
    dataset(organizationSlug: $organization, slug: $slug) {
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

const options = keysOf(strings.formats).map((value) => ({ value, label: strings.formatOption(value) }));

/**
 * Form that creates an export of this revision. The export contains the filtered items, or all items if the user
 * chooses so.
 */
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
      const done = await start.run({
        input: { datasetId: dataset?.id ?? slug, format, revisionNumber: revision, filter, withReviews },
      });
      if (done) onStart();
    } catch (error) {
      setProblem(toApiError(error));
    }
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <SelectField label={strings.format} value={format} options={options} onChange={setFormat} />
      <fieldset className={styles.choices}>
        <legend>{list.revision === null ? strings.currentRevision : strings.revision(list.revision)}</legend>
        {list.filter && (
          <label className={styles.choice}>
            <input type="checkbox" checked={isFiltered} onChange={(event) => setFiltered(event.target.checked)} />
            <span>
              {strings.onlyFiltered}
              <small>{strings.onlyFilteredHint}</small>
            </span>
          </label>
        )}
        <label className={styles.choice}>
          <input type="checkbox" checked={withReviews} onChange={(event) => setWithReviews(event.target.checked)} />
          <span>
            {strings.includeReviews}
            <small>{strings.includeReviewsHint}</small>
          </span>
        </label>
      </fieldset>
      <Refusal error={problem ?? start.refusal} />
      <div className={styles.actions}>
        <Button type="submit" tone="primary" isBusy={start.isBusy}>
          {strings.start}
        </Button>
      </div>
    </form>
  );
}
