import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { List } from '../data/use-list.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import styles from './list-states.module.css';
import * as strings from './strings.ts';

interface ListStatesProps<Row> {
  list: List<Row>;
  /** Plural noun for the rows, such as "tokens". */
  noun: string;
  /** Content for users without permission to read the list. */
  forbidden: ReactNode;
  /** Content for an empty list. */
  empty: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
}

/** List in each of its states: loading, refused, failed, empty, or loaded with a button for the next page. */
export function ListStates<Row>({ list, noun, forbidden, empty, children }: ListStatesProps<Row>) {
  const { rows, error, isLoading } = list;
  if (error?.code === 'FORBIDDEN') {
    return (
      <EmptyState icon={<Lock size={20} />} title={strings.noPermission}>
        {forbidden}
      </EmptyState>
    );
  }
  if (error && !rows) return <ErrorState error={error} onRetry={list.reload} />;
  if (!rows) return <LoadingRows noun={noun} />;
  if (rows.length === 0) return empty;
  return (
    <div aria-busy={isLoading}>
      {children(rows)}
      {error && <ErrorState title={strings.nextPageFailed} error={error} onRetry={list.loadMore} />}
      {list.hasMore && !error && (
        <div className={styles.more}>
          <Button onClick={list.loadMore} isBusy={isLoading}>
            {strings.showMore(noun)}
          </Button>
        </div>
      )}
    </div>
  );
}

export function LoadingRows({ noun }: { noun: string }) {
  return (
    <div className={styles.loading}>
      <output className="visually-hidden">{strings.loading(noun)}</output>
      {Array.from({ length: 6 }, (_, i) => (
        <Skeleton key={i} width={`${92 - (i % 3) * 14}%`} />
      ))}
    </div>
  );
}
