import { Archive, SearchX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { toApiError } from '../data/api-error.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { CommandLine } from '../ui/command-line.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { DatasetCard } from './dataset-card.tsx';
import { DatasetCardSkeleton } from './dataset-card-skeleton.tsx';
import styles from './dataset-list.module.css';
import * as strings from './strings.ts';

const DatasetListQuery = graphql(`
  query DatasetList($organization: String!, $text: String, $after: String) {
    datasets(first: 24, after: $after, filter: { organizationSlug: $organization, text: $text }) {
      edges {
        node {
          id
          ...DatasetCard_dataset
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

interface DatasetListProps {
  organization: string;
  /** Search text for the datasets. Empty for all. */
  text: string;
  onClear: () => void;
}

/**
 * List of datasets, loaded page by page. Each page is a separate query, which is sent when the end of the previous page
 * becomes visible.
 */
export function DatasetList(props: DatasetListProps) {
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  return (
    <div className={styles.list}>
      {cursors.map((after, i) => (
        <DatasetListPage
          key={after ?? ''}
          {...props}
          after={after}
          isLast={i === cursors.length - 1}
          onMore={(cursor) => setCursors((known) => (known.includes(cursor) ? known : [...known, cursor]))}
        />
      ))}
    </div>
  );
}

interface DatasetListPageProps extends DatasetListProps {
  after: string | undefined;
  isLast: boolean;
  onMore: (cursor: string) => void;
}

function DatasetListPage({ organization, text, after, isLast, onMore, onClear }: DatasetListPageProps) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: DatasetListQuery,
    variables: { organization, text: text || null, after: after ?? null },
    requestPolicy: 'cache-and-network',
  });
  const page = data?.datasets;
  if (!page) {
    if (error && !fetching) {
      return <ErrorState error={toApiError(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
    }
    return (
      <>
        <output className="visually-hidden">{strings.loading}</output>
        {Array.from({ length: 6 }, (_, i) => (
          <DatasetCardSkeleton key={i} />
        ))}
      </>
    );
  }
  if (page.edges.length === 0 && after === undefined) {
    return text ? <NothingFound text={text} onClear={onClear} /> : <NothingYet organization={organization} />;
  }
  const end = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
  return (
    <>
      {page.edges.map(({ node }) => (
        <DatasetCard key={node.id} organization={organization} dataset={node} />
      ))}
      {isLast && end && <More onMore={() => onMore(end)} />}
    </>
  );
}

function More({ onMore }: { onMore: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    if (!ref.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '400px',
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} className={styles.more}>
      <Button onClick={onMore}>{strings.showMore}</Button>
    </div>
  );
}

function NothingFound({ text, onClear }: { text: string; onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX size={20} />}
      title={strings.noMatches}
      action={<Button onClick={onClear}>{strings.showAll}</Button>}
    >
      {strings.noMatchesHint(text)}
    </EmptyState>
  );
}

function NothingYet({ organization }: { organization: string }) {
  return (
    <EmptyState
      icon={<Archive size={20} />}
      title={strings.noDatasets}
      action={<CommandLine command={strings.publishCommand(organization)} />}
    >
      {strings.noDatasetsHint}
    </EmptyState>
  );
}
