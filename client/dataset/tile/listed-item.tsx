import { RotateCw } from 'lucide-react';
import { toApiError } from '../../data/api-error.ts';
import type { PageStore } from '../../data/page-store.ts';
import { useItemAt } from '../../data/use-page-store.ts';
import type { DatasetView } from '../../routes/dataset-search.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { ListedItem as Item } from '../item-source.ts';
import { ItemRow, ItemTableRow } from './item-row.tsx';
import { ItemTile } from './item-tile.tsx';
import styles from './listed-item.module.css';

interface ListedItemProps {
  store: PageStore<Item>;
  index: number;
  isActive: boolean;
  view: DatasetView;
  href: (id: string) => string;
  onOpen: (index: number, id: string) => void;
}

/** One place of the list: the item, a placeholder while it loads, or a button to try again. */
export function ListedItem({ store, index, isActive, view, href, onOpen }: ListedItemProps) {
  const state = useItemAt(store, index);
  if (state.status === 'loading') return <Outline view={view} />;
  if (state.status === 'failed') {
    return (
      <button
        type="button"
        tabIndex={-1}
        className={styles.failed}
        title={toApiError(state.error).message}
        onClick={() => store.retry(store.pageOf(index))}
      >
        <RotateCw size={14} aria-hidden />
        Did not load. Try again
      </button>
    );
  }
  const props = { item: state.node, href, onOpen: (id: string) => onOpen(index, id) };
  switch (view) {
    case 'grid':
      return <ItemTile {...props} isActive={isActive} />;
    case 'list':
      return <ItemRow {...props} />;
    case 'table':
      return <ItemTableRow {...props} />;
    default:
      return view satisfies never;
  }
}

function Outline({ view }: { view: DatasetView }) {
  switch (view) {
    case 'grid':
      return (
        <span className={styles.tile}>
          <Skeleton height="100%" className={styles.picture} />
          <Skeleton width="60%" height={8} />
        </span>
      );
    case 'list':
      return <Skeleton height={48} className={styles.row} />;
    case 'table':
      return <Skeleton height={12} className={styles.line} />;
    default:
      return view satisfies never;
  }
}
