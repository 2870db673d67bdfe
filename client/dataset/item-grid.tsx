import { type Ref, useCallback, useEffect, useMemo, useState } from 'react';
import { toApiError } from '../data/api-error.ts';
import type { PageStore } from '../data/page-store.ts';
import { usePage, useTotalCount } from '../data/use-page-store.ts';
import { Grid, type GridHandle } from '../grid/grid.tsx';
import type { GridPlace } from '../grid/grid-maths.ts';
import { useSingleKeys } from '../shell/shortcuts.ts';
import { ErrorState } from '../ui/states.tsx';
import type { DatasetView, TileSize } from './dataset-search.ts';
import styles from './item-grid.module.css';
import type { ListedItem as Item } from './item-source.ts';
import type { SeenRangeStore } from './seen-range.ts';
import * as strings from './strings.ts';
import { ItemLink } from './tile/item-link.tsx';
import { ItemTableHead } from './tile/item-row.tsx';
import { ListedItem } from './tile/listed-item.tsx';

const captionHeight = 26;
const shapes = {
  grid: { tileHeight: (width: number) => Math.round(width * 0.75) + captionHeight, gap: 12 },
  list: { tileHeight: () => 64, gap: 0 },
  table: { tileHeight: () => 34, gap: 0 },
} as const;
const minTileWidths = { s: 116, m: 172, l: 272 } as const;

interface ItemGridProps {
  store: PageStore<Item>;
  label: string;
  view: DatasetView;
  size: TileSize;
  /** Id of the item at which the grid starts. Undefined for the start of the list. */
  startId: string | undefined;
  /** Number of pixels by which the row of that item is scrolled out at the top. */
  startPixels: number;
  seen: SeenRangeStore;
  href: (index: number, id?: string) => string;
  onOpen: (index: number, id?: string) => void;
  empty: React.ReactNode;
  ref?: Ref<GridHandle>;
}

/** Grid of all items of a list, which may have any length. Starts at the position in the URL. */
export function ItemGrid({
  store,
  label,
  view,
  size,
  startId,
  seen,
  href,
  onOpen,
  empty,
  ref,
  ...props
}: ItemGridProps) {
  const total = useTotalCount(store);
  const first = usePage(store, 0);
  const start = useStart(store, startId, props.startPixels);
  const hasLetterKeys = useSingleKeys();
  const shape = shapes[view];
  const onRange = useCallback(
    (drawn: { firstIndex: number; lastIndex: number }) => store.want(drawn.firstIndex, drawn.lastIndex),
    [store],
  );
  const outlines = useMemo(() => Array.from({ length: 30 }, (_, i) => i), []);

  if (total === undefined || start === undefined) {
    if (first.status === 'failed') {
      return <ErrorState error={toApiError(first.error)} onRetry={() => store.retry(0)} />;
    }
    return (
      <div className={styles.waiting} data-view={view} data-size={size}>
        <output className="visually-hidden">{strings.loadingItems}</output>
        {outlines.map((i) =>
          startId === undefined ? (
            <ItemLink key={i} index={i} id={undefined} href={href} onOpen={onOpen} className={styles.outline} />
          ) : (
            <div key={i} aria-hidden className={styles.outline} />
          ),
        )}
      </div>
    );
  }
  if (total === 0) return empty;
  return (
    <div className={styles.frame}>
      {view === 'table' && <ItemTableHead />}
      <div className={styles.grid}>
        <Grid
          ref={ref}
          label={label}
          itemCount={total}
          minTileWidth={view === 'grid' ? minTileWidths[size] : undefined}
          tileHeight={shape.tileHeight}
          gap={shape.gap}
          start={start}
          onRange={onRange}
          onMove={seen.set}
          hasLetterKeys={hasLetterKeys}
          renderTile={(index) => <ListedItem store={store} index={index} view={view} href={href} onOpen={onOpen} />}
        />
      </div>
    </div>
  );
}

const beginning: GridPlace = { index: 0, pixels: 0 };

/**
 * Returns the position at which the grid starts. Computes it only once. If the list does not contain the item, the grid
 * starts at the first one.
 */
function useStart(store: PageStore<Item>, startId: string | undefined, startPixels: number): GridPlace | undefined {
  const [{ id, pixels }] = useState({ id: startId, pixels: startPixels });
  const [start, setStart] = useState(id === undefined ? beginning : undefined);
  useEffect(() => {
    if (id === undefined) return;
    store.locate(id).then(
      (index) => setStart(index === undefined ? beginning : { index, pixels }),
      () => setStart(beginning),
    );
  }, [store, id, pixels]);
  return start;
}
