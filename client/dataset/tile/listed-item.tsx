import { RotateCw } from 'lucide-react';
import { toApiError } from '../../data/api-error.ts';
import type { PageStore } from '../../data/page-store.ts';
import { useItemAt } from '../../data/use-page-store.ts';
import type { DatasetView } from '../dataset-search.ts';
import type { ListedItem as Item } from '../item-source.ts';
import * as strings from '../strings.ts';
import { ItemRow, ItemTableRow } from './item-row.tsx';
import { ItemTile } from './item-tile.tsx';
import styles from './listed-item.module.css';

interface ListedItemProps {
  store: PageStore<Item>;
  index: number;
  view: DatasetView;
  href: (index: number, id?: string) => string;
  onOpen: (index: number, id?: string) => void;
}

/** Entry of the list: the item, a link to its position while it loads, or a button to retry. */
export function ListedItem({ store, index, view, href, onOpen }: ListedItemProps) {
  const state = useItemAt(store, index);
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
        {strings.pageFailed}
      </button>
    );
  }
  // Renders the same link element before and after loading, so that a click during loading is not lost.
  const props = { item: state.status === 'ready' ? state.node : undefined, index, href, onOpen };
  switch (view) {
    case 'grid':
      return <ItemTile {...props} />;
    case 'list':
      return <ItemRow {...props} />;
    case 'table':
      return <ItemTableRow {...props} />;
    default:
      return view satisfies never;
  }
}
