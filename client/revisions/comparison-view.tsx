import { Equal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { keysOf } from '#formats/keys-of.ts';
import { usePagedQuery } from '../data/use-paged-query.ts';
import type { CountKind, ItemChangeKind } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../ui/format.ts';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { ChangeRow } from './change-row.tsx';
import styles from './comparison-view.module.css';
import { RevisionPair } from './revision-pair.tsx';
import * as strings from './strings.ts';

const RevisionDiffQuery = graphql(`
  query RevisionDiff(
    $organization: String!
    $slug: String!
    $from: Int!
    $to: Int!
    $kinds: [ItemChangeKind!]
    $after: String
  ) {
    dataset(organizationSlug: $organization, slug: $slug) {
      id
      name
      revision {
        id
        number
      }
      diff(fromRevisionNumber: $from, toRevisionNumber: $to, kinds: $kinds, first: 50, after: $after) {
        counts {
          added
          changed
          removed
          countKind
        }
        edges {
          cursor
          node {
            key
            ...ChangeRow_change
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

const kinds = keysOf(strings.kinds);

interface ComparisonViewProps {
  organization: string;
  slug: string;
  from: number;
  to: number;
  onName: (name: string | null) => void;
}

/** Differences between the items of two revisions. */
export function ComparisonView({ organization, slug, from, to, onName }: ComparisonViewProps) {
  const [kind, setKind] = useState<ItemChangeKind | 'ALL'>('ALL');
  const { data, rows, error, isLoading, hasMore, loadMore, reload } = usePagedQuery(
    RevisionDiffQuery,
    { organization, slug, from, to, kinds: kind === 'ALL' ? null : [kind] },
    (found) => found.dataset?.diff,
  );
  useEffect(() => {
    if (data) onName(data.dataset?.name ?? null);
  }, [data, onName]);
  const dataset = data?.dataset;
  const counts = dataset?.diff?.counts;
  const countOf: Record<ItemChangeKind, number | undefined> = {
    ADDED: counts?.added,
    CHANGED: counts?.changed,
    REMOVED: counts?.removed,
  };
  const current = dataset?.revision?.number;

  return (
    <section aria-label={strings.changesBetween(from, to)} className={styles.view}>
      <div className={styles.bar}>
        <RevisionPair organization={organization} slug={slug} from={from} to={to} newest={current} />
        <SegmentedControl
          label={strings.changesLabel}
          value={kind}
          options={[
            { value: 'ALL' as const, label: strings.allChanges },
            ...kinds.map((value) => ({
              value,
              label: strings.kindCount(value, formatted(countOf[value], counts?.countKind)),
            })),
          ]}
          onChange={setKind}
        />
      </div>
      {!rows && !error && <Outline />}
      {rows && rows.length > 0 && (
        <ol aria-busy={isLoading} className={styles.list}>
          {rows.map((change) => (
            <li key={change.key}>
              <ChangeRow
                change={change}
                organization={organization}
                slug={slug}
                from={from === current ? undefined : from}
                to={to === current ? undefined : to}
              />
            </li>
          ))}
        </ol>
      )}
      {rows?.length === 0 && !error && !isLoading && (
        <EmptyState icon={<Equal size={20} />} title={kind === 'ALL' ? strings.noChanges : strings.noneOf(kind)}>
          {kind === 'ALL' ? strings.noChangesHint(from, to) : strings.noneOfHint(from, to)}
        </EmptyState>
      )}
      {error && <ErrorState error={error} onRetry={rows ? loadMore : reload} />}
      {hasMore && !error && (
        <div className={styles.more}>
          <Button isBusy={isLoading} onClick={loadMore}>
            {strings.showMore}
          </Button>
        </div>
      )}
    </section>
  );
}

function formatted(count: number | undefined, kind: CountKind | undefined): string {
  return count === undefined || kind === undefined ? '' : formatCount(count) + signOf[kind];
}

const signOf: Record<CountKind, string> = { EXACT: '', ESTIMATE: '', AT_LEAST: '+' };

function Outline() {
  return Array.from({ length: 5 }, (_, i) => (
    <div key={i} className={styles.outline}>
      <Skeleton width={64} height={48} />
      <div>
        <Skeleton width="35%" height={14} />
        <Skeleton width="60%" />
      </div>
    </div>
  ));
}
