import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { Page } from '../shell/page.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { RevisionList } from './revision-list.tsx';
import styles from './revisions-page.module.css';
import * as strings from './strings.ts';

const route = getRouteApi('/signed-in/o/$org/d/$slug/revisions');

/** Page of the revisions of a dataset, with their dates and changes. Users can open each revision. */
export function RevisionsPage() {
  const { org, slug } = route.useParams();
  const { from, to } = route.useSearch();
  const [name, setName] = useState<string | null>();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  if (name === null) return <NotFoundPage />;
  return (
    <Page
      title={name ? strings.revisionsOf(name) : strings.title}
      crumbs={[
        { label: strings.datasets, to: `/o/${org}` },
        { label: name ?? slug, to: `/o/${org}/d/${slug}` },
        { label: from === undefined ? strings.title : strings.comparison(from, to) },
      ]}
    >
      {from !== undefined && to !== undefined ? (
        <ComparisonView key={`${from} ${to}`} organization={org} slug={slug} from={from} to={to} onName={setName} />
      ) : (
        <ol className={styles.list}>
          {[undefined, ...cursors].map((after, i) => (
            <RevisionList
              key={after ?? ''}
              organization={org}
              slug={slug}
              after={after}
              onName={setName}
              onMore={i === cursors.length ? (cursor) => setCursors([...cursors, cursor]) : undefined}
            />
          ))}
        </ol>
      )}
    </Page>
  );
}
