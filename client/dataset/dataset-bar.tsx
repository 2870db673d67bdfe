import { useNavigate } from '@tanstack/react-router';
import {
  ArrowDownWideNarrow,
  Code,
  Ellipsis,
  FileDown,
  Grid2x2,
  Grid3x3,
  LayoutGrid,
  List,
  Rows3,
  Share2,
  Square,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { keysOf } from '#formats/keys-of.ts';
import type { ItemList } from '../item/item-list.ts';
import { useOrganization } from '../shell/use-organization.ts';
import { useViewer } from '../shell/viewer.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu, type MenuSection } from '../ui/menu.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { useMediaQuery } from '../ui/use-media-query.ts';
import { copyChoices } from './copy-choices.tsx';
import type { DatasetSearch, DatasetView, TileSize } from './dataset-search.ts';
import { ExportDialog } from './export-dialog.tsx';
import { ItemSearch } from './item-search.tsx';
import { type SortOrder, sortOrderNames } from './sort-orders.ts';
import * as strings from './strings.ts';

interface Choice {
  label: string;
  icon: ReactNode;
}

const viewChoices: Record<DatasetView, Choice> = {
  grid: { label: strings.grid, icon: <LayoutGrid size={14} /> },
  list: { label: strings.list, icon: <Rows3 size={14} /> },
  table: { label: strings.table, icon: <List size={14} /> },
};
const views = keysOf(viewChoices).map((value) => ({ value, ...viewChoices[value] }));

const sizeChoices: Record<TileSize, Choice> = {
  s: { label: strings.small, icon: <Grid3x3 size={14} /> },
  m: { label: strings.medium, icon: <Grid2x2 size={14} /> },
  l: { label: strings.large, icon: <Square size={14} /> },
};
const sizes = keysOf(sizeChoices).map((value) => ({ value, ...sizeChoices[value] }));

interface DatasetBarProps {
  list: ItemList;
  search: DatasetSearch;
  onSearch: (text: string | undefined) => void;
  onView: (change: { view?: DatasetView; size?: TileSize }) => void;
  onSort: (sort: SortOrder | undefined) => void;
}

/** Toolbar of a dataset: view, order and further actions. On narrow screens, the actions are in a menu. */
export function DatasetBar({ list, search, onSearch, onView, onSort }: DatasetBarProps) {
  const isNarrow = useMediaQuery('(max-width: 1020px)');
  const [isExporting, setExporting] = useState(false);
  const view = search.view ?? 'grid';
  const sort = search.sort ?? 'first';
  const setSize = (size: TileSize) => onView({ size: size === 'm' ? undefined : size });
  const actions = useActions(list, () => setExporting(true));
  const more: readonly MenuSection[] = [
    ...(view === 'grid'
      ? [
          {
            title: strings.tileSize,
            items: sizes.map(({ value, label, icon }) => ({
              id: value,
              label,
              icon,
              isChecked: value === (search.size ?? 'm'),
              onSelect: () => setSize(value),
            })),
          },
        ]
      : []),
    { items: actions.map(({ label, Icon, run }) => ({ id: label, label, icon: <Icon size={15} />, onSelect: run })) },
    ...copyChoices(list),
  ];
  return (
    <>
      <ItemSearch text={search.q ?? ''} onSearch={onSearch} />
      <Menu
        label={strings.sort}
        align="end"
        sections={[
          {
            title: strings.sort,
            items: sortOrderNames.map((order) => ({
              id: order,
              label: strings.sortOrders[order],
              isChecked: order === sort,
              onSelect: () => onSort(order === 'first' ? undefined : order),
            })),
          },
        ]}
        renderTrigger={(props) =>
          isNarrow ? (
            <IconButton {...props} label={strings.sort} icon={<ArrowDownWideNarrow size={15} />} />
          ) : (
            <Button {...props} tone="quiet" icon={<ArrowDownWideNarrow size={14} />}>
              {strings.sortOrders[sort]}
            </Button>
          )
        }
      />
      {view === 'grid' && !isNarrow && (
        <SegmentedControl label={strings.tileSize} value={search.size ?? 'm'} options={sizes} onChange={setSize} />
      )}
      <SegmentedControl
        label={strings.view}
        value={view}
        options={views}
        onChange={(next) => onView({ view: next === 'grid' ? undefined : next })}
      />
      {isNarrow ? (
        <Menu
          label={strings.more}
          align="end"
          sections={more}
          renderTrigger={(props) => <IconButton {...props} label={strings.more} icon={<Ellipsis size={16} />} />}
        />
      ) : (
        <>
          <Menu
            label={strings.copyAs}
            align="end"
            sections={copyChoices(list)}
            renderTrigger={(props) => (
              <Button {...props} icon={<Code size={14} />} aria-label={strings.copyAs}>
                {strings.copyAs}
              </Button>
            )}
          />
          {actions.map(({ label, Icon, run }) => (
            <IconButton key={label} label={label} icon={<Icon size={15} />} onClick={run} />
          ))}
        </>
      )}
      <ExportDialog list={list} isOpen={isExporting} onClose={() => setExporting(false)} />
    </>
  );
}

/**
 * Returns the actions that the user may perform on the dataset. Visitors of a share link have none, and sharing
 * requires the role PUBLISHER.
 */
function useActions({ organization: org, slug }: ItemList, onExport: () => void) {
  const navigate = useNavigate();
  const isVisitor = Boolean(useViewer()?.shared);
  const { isPublisher } = useOrganization(org);
  return [
    ...(isVisitor ? [] : [{ label: strings.exportItems, Icon: FileDown, run: onExport }]),
    ...(isPublisher
      ? [
          {
            label: strings.share,
            Icon: Share2,
            run: () => void navigate({ to: '/o/$org/d/$slug/access', params: { org, slug } }),
          },
        ]
      : []),
  ];
}
