import { FileDown } from 'lucide-react';
import { useEffect } from 'react';
import { usePagedQuery } from '../data/use-paged-query.ts';
import type { ExportState } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import type { ItemList } from '../item/item-list.ts';
import { ListStates } from '../panels/list-states.tsx';
import { EmptyState } from '../ui/states.tsx';
import { ExportForm } from './export-form.tsx';
import styles from './export-panel.module.css';
import { ExportRow } from './export-row.tsx';
import * as strings from './strings.ts';

const DatasetExportsQuery = graphql(`
  query DatasetExports($organization: String!, $slug: String!, $after: String) {
    dataset(organizationSlug: $organization, slug: $slug) {
      id
      exports(first: 10, after: $after) {
        edges {
          node {
            id
            state
            ...ExportRow_export
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const pollMilliseconds = 1_500;

const isUnderWay: Record<ExportState, boolean> = { QUEUED: true, RUNNING: true, READY: false, FAILED: false };

/** Export form for the current list, with recent exports by all users. */
export function ExportPanel({ list: items }: { list: ItemList }) {
  const { organization, slug } = items;
  const list = usePagedQuery(DatasetExportsQuery, { organization, slug }, ({ dataset }) => dataset?.exports);
  const isPolling = list.rows?.some(({ state }) => isUnderWay[state]) ?? false;
  const { reload, isLoading } = list;
  // Waits until loading has finished, because a reload would cancel the running request.
  useEffect(() => {
    if (!isPolling || isLoading) return undefined;
    const timer = setTimeout(reload, pollMilliseconds);
    return () => clearTimeout(timer);
  }, [isPolling, isLoading, reload]);

  return (
    <div className={styles.panel}>
      <ExportForm list={items} onStart={reload} />
      <section aria-labelledby="recent-exports">
        <h3 id="recent-exports">{strings.recent}</h3>
        <ListStates
          list={list}
          noun={strings.exportsNoun}
          forbidden={strings.forbidden}
          empty={
            <EmptyState icon={<FileDown size={20} />} title={strings.noExports}>
              {strings.noExportsHint}
            </EmptyState>
          }
        >
          {(rows) => (
            <ul className={styles.list}>
              {rows.map((row) => (
                <ExportRow key={row.id} slug={slug} made={row} />
              ))}
            </ul>
          )}
        </ListStates>
      </section>
    </div>
  );
}
