import { useId } from 'react';
import type { CountKind } from '../gql/graphql.ts';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorState } from '../ui/states.tsx';
import styles from './result-list.module.css';
import { ResultRow } from './result-row.tsx';
import * as strings from './strings.ts';
import type { useSearch } from './use-search.ts';

interface ResultListProps {
  title: string;
  organization: string;
  found: ReturnType<typeof useSearch>;
}

const textOfCount: Record<CountKind, (count: number) => string> = {
  EXACT: formatCount,
  ESTIMATE: formatCount,
  AT_LEAST: strings.atLeast,
};

/** Results of one kind. Renders nothing if the list is empty, because the list of the other kind may have results. */
export function ResultList({ title, organization, found }: ResultListProps) {
  const id = useId();
  const { rows, error, isLoading, hasMore, loadMore, reload, count } = found;
  if (rows?.length === 0 && !error) return null;
  return (
    <section aria-labelledby={id} aria-busy={isLoading} className={styles.list}>
      <h2 id={id} className={styles.title}>
        {title}
        {rows && count && <span className={styles.count}>{textOfCount[count.totalCountKind](count.totalCount)}</span>}
      </h2>
      {rows ? (
        <ol>
          {rows.map((result, i) => (
            <li key={i}>
              <ResultRow organization={organization} result={result} />
            </li>
          ))}
        </ol>
      ) : (
        !error && <Outline />
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

function Outline() {
  return Array.from({ length: 4 }, (_, i) => (
    <div key={i} className={styles.outline}>
      <Skeleton width={96} height={64} />
      <div>
        <Skeleton width="45%" height={14} />
        <Skeleton width="75%" />
        <Skeleton width="25%" />
      </div>
    </div>
  ));
}
