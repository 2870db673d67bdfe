import { ArrowDownWideNarrow, Grid2x2, Grid3x3, LayoutGrid, List, Rows3, Square } from 'lucide-react';
import { ExportButton } from '../exports/export-button.tsx';
import type { DatasetSearch, DatasetView, TileSize } from '../routes/dataset-search.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { AccessLink } from './access-link.tsx';
import { CopyMenu } from './copy-menu.tsx';
import type { ItemList } from './item-list.ts';
import { ItemSearch } from './item-search.tsx';
import { type SortOrder, sortOrderNames, sortOrders } from './sort-orders.ts';

const views = [
  { value: 'grid', label: 'Grid', icon: <LayoutGrid size={14} /> },
  { value: 'list', label: 'List', icon: <Rows3 size={14} /> },
  { value: 'table', label: 'Table', icon: <List size={14} /> },
] as const;
const sizes = [
  { value: 's', label: 'Small', icon: <Grid3x3 size={14} /> },
  { value: 'm', label: 'Medium', icon: <Grid2x2 size={14} /> },
  { value: 'l', label: 'Large', icon: <Square size={14} /> },
] as const;

interface DatasetBarProps {
  list: ItemList;
  search: DatasetSearch;
  onSearch: (text: string | undefined) => void;
  onView: (change: { view?: DatasetView; size?: TileSize }) => void;
  onSort: (sort: SortOrder | undefined) => void;
}

/** How the items are shown, in which order, and how a program would ask for them. */
export function DatasetBar({ list, search, onSearch, onView, onSort }: DatasetBarProps) {
  const view = search.view ?? 'grid';
  const sort = search.sort ?? 'first';
  return (
    <>
      <ItemSearch text={search.q ?? ''} onSearch={onSearch} />
      <Menu
        label="Order"
        align="end"
        sections={[
          {
            title: 'Order',
            items: sortOrderNames.map((order) => ({
              id: order,
              label: sortOrders[order].label,
              isChecked: order === sort,
              onSelect: () => onSort(order === 'first' ? undefined : order),
            })),
          },
        ]}
        renderTrigger={(props) => (
          <Button {...props} tone="quiet" icon={<ArrowDownWideNarrow size={14} />}>
            {sortOrders[sort].label}
          </Button>
        )}
      />
      {view === 'grid' && (
        <SegmentedControl
          label="Tile size"
          value={search.size ?? 'm'}
          options={sizes}
          onChange={(size) => onView({ size: size === 'm' ? undefined : size })}
        />
      )}
      <SegmentedControl
        label="View"
        value={view}
        options={views}
        onChange={(next) => onView({ view: next === 'grid' ? undefined : next })}
      />
      <CopyMenu list={list} />
      <ExportButton list={list} />
      <AccessLink organization={list.organization} slug={list.slug} />
    </>
  );
}
