import type { ReactNode } from 'react';
import { type PageSource, PageStore } from '../data/page-store.ts';
import type { DatasetView } from '../dataset/dataset-search.ts';
import { ItemGrid } from '../dataset/item-grid.tsx';
import type { ListedItem as Listed } from '../dataset/item-source.ts';
import { SeenRangeStore } from '../dataset/seen-range.ts';
import { ItemLink } from '../dataset/tile/item-link.tsx';
import { ItemRow, ItemTableHead, ItemTableRow } from '../dataset/tile/item-row.tsx';
import { ItemTile } from '../dataset/tile/item-tile.tsx';
import { ListedItem } from '../dataset/tile/listed-item.tsx';
import { each, ignore } from './each.tsx';
import { hardItems, items } from './fixtures/items.ts';
import { Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { Stage } from './stage.tsx';
import type { StatesIn } from './state.ts';

const link = { index: 0, href: () => '#item', onOpen: ignore };
const shown = { ...items, ...hardItems };
const views: Record<DatasetView, true> = { grid: true, list: true, table: true };
const nodes = masked<Listed[]>(Object.values(shown));

const loaded = () =>
  started({
    loadPage: () =>
      Promise.resolve({
        edges: nodes.map((node, i) => ({ cursor: `cursor-${i}`, node })),
        pageInfo: { hasNextPage: false },
        totalCount: nodes.length,
      }),
  });
const failed = () => started({ loadPage: () => Promise.reject(new Error('The server didn’t answer.')) });

function started(source: PageSource<Listed>) {
  const store = new PageStore(source);
  store.want(0, 0);
  return store;
}

export const tiles: Pick<
  StatesIn<'dataset'>,
  | 'dataset/item-grid'
  | 'dataset/tile/item-link'
  | 'dataset/tile/item-row'
  | 'dataset/tile/item-tile'
  | 'dataset/tile/listed-item'
> = {
  'dataset/item-grid': {
    ItemGrid: {
      ...each(views, (view) => grid(view, loaded())),
      failed: grid('grid', failed()),
    },
  },
  'dataset/tile/item-link': {
    ItemLink: {
      item: (
        <ItemLink {...link} id="item">
          The north coast
        </ItemLink>
      ),
    },
  },
  'dataset/tile/item-row': {
    ItemRow: {
      ...each(shown, (name) => (
        <Wide>
          <ItemRow {...link} item={masked(shown[name])} />
        </Wide>
      )),
      loading: (
        <Wide>
          <ItemRow {...link} item={undefined} />
        </Wide>
      ),
    },
    ItemTableHead: {
      columns: (
        <Wide>
          <ItemTableHead />
        </Wide>
      ),
    },
    ItemTableRow: {
      ...each(shown, (name) => (
        <Wide>
          <ItemTableRow {...link} item={masked(shown[name])} />
        </Wide>
      )),
      loading: (
        <Wide>
          <ItemTableRow {...link} item={undefined} />
        </Wide>
      ),
    },
  },
  'dataset/tile/item-tile': {
    ItemTile: {
      ...each(shown, (name) => tile(<ItemTile {...link} item={masked(shown[name])} />)),
      loading: tile(<ItemTile {...link} item={undefined} />),
    },
  },
  'dataset/tile/listed-item': {
    ListedItem: {
      loading: tile(<ListedItem store={failed()} index={0} view="grid" href={link.href} onOpen={ignore} />),
    },
  },
};

function tile(children: ReactNode) {
  return <div style={{ display: 'grid', width: 172, height: 155 }}>{children}</div>;
}

function grid(view: DatasetView, store: PageStore<Listed>) {
  return (
    <Stage isWide height={300} until="[data-index] :is(img, time), [role=alert]">
      <ItemGrid
        store={store}
        label="Items"
        view={view}
        size="m"
        startId={undefined}
        startPixels={0}
        seen={new SeenRangeStore()}
        href={link.href}
        onOpen={ignore}
        empty="No items"
      />
    </Stage>
  );
}
