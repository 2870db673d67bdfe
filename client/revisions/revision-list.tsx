import { History } from 'lucide-react';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { toApiError } from '../data/api-error.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { CommandLine } from '../ui/command-line.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { RevisionRow } from './revision-row.tsx';
import styles from './revisions-page.module.css';
import * as strings from './strings.ts';

const RevisionListQuery = graphql(`
  query RevisionList($organization: String!, $slug: String!, $after: String) {
    dataset(organizationSlug: $organization, slug: $slug) {
      id
      name
      revision {
        id
        number
      }
      revisions(first: 50, after: $after) {
        edges {
          node {
            id
            number
            ...RevisionRow_revision
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

interface RevisionListProps {
  organization: string;
  slug: string;
  after: string | undefined;
  /** Called with the name of the dataset, or with null if the dataset does not exist. */
  onName: (name: string | null) => void;
  /** Called to load the next page. Undefined for all lists except the last. */
  onMore: ((cursor: string) => void) | undefined;
}

/** One page of revisions, newest first. */
export function RevisionList({ organization, slug, after, onName, onMore }: RevisionListProps) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: RevisionListQuery,
    variables: { organization, slug, after: after ?? null },
    requestPolicy: 'cache-and-network',
  });
  const dataset = data?.dataset;
  const name = dataset?.name ?? (data && !fetching ? null : undefined);
  useEffect(() => {
    if (name !== undefined) onName(name);
  }, [name, onName]);

  const revisions = dataset?.revisions;
  if (!revisions) {
    if (error && !fetching) {
      return (
        <li>
          <ErrorState error={toApiError(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
        </li>
      );
    }
    return Array.from({ length: 4 }, (_, i) => (
      <li key={i} className={styles.outline}>
        <Skeleton width="40%" height={14} />
        <Skeleton width="65%" />
      </li>
    ));
  }
  if (revisions.edges.length === 0) {
    return (
      <li>
        <EmptyState
          icon={<History size={20} />}
          title={strings.noRevisions}
          action={<CommandLine command={strings.publishCommand(organization, slug)} />}
        >
          {strings.noRevisionsHint}
        </EmptyState>
      </li>
    );
  }
  const { endCursor, hasNextPage } = revisions.pageInfo;
  return (
    <>
      {revisions.edges.map(({ node }) => (
        <li key={node.id}>
          <RevisionRow
            organization={organization}
            slug={slug}
            revision={node}
            isCurrent={node.number === dataset.revision?.number}
          />
        </li>
      ))}
      {onMore && hasNextPage && endCursor && (
        <li className={styles.more}>
          <Button onClick={() => onMore(endCursor)}>{strings.showOlder}</Button>
        </li>
      )}
    </>
  );
}
