import { Link, useNavigate } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { showInvisible } from '#formats/show-invisible.ts';
import { writeDatasetParam } from '../address/dataset-param.ts';
import { stringifySearch } from '../address/search-codec.ts';
import { usePageStore, useTotalCount } from '../data/use-page-store.ts';
import type { GridHandle } from '../grid/grid.tsx';
import type { ItemList } from '../item/item-list.ts';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { formatRevision } from '../ui/format.ts';
import { EmptyState } from '../ui/states.tsx';
import { ActiveFilters, noFilter } from './active-filters.tsx';
import { DatasetBar } from './dataset-bar.tsx';
import styles from './dataset-browser.module.css';
import { DatasetFacets } from './dataset-facets.tsx';
import type { DatasetSearch } from './dataset-search.ts';
import { FacetsSkeleton } from './facets-skeleton.tsx';
import { ItemGrid } from './item-grid.tsx';
import { createItemSource } from './item-source.ts';
import { PinnedBanner } from './pinned-banner.tsx';
import { PlaceStatus } from './place-status.tsx';
import { SeenRangeStore } from './seen-range.ts';
import * as strings from './strings.ts';
import { useFacets } from './use-facets.ts';
import { useOpenItem } from './use-open-item.ts';
import { usePinnedRevision } from './use-pinned-revision.ts';
import { useRememberedPlace } from './use-remembered-place.ts';

const loadItemPanel = () => import('../item-panel/item-panel.tsx');
const preloadItemPanel = () => void loadItemPanel().catch(() => {});
const ItemPanel = lazy(async () => ({ default: (await loadItemPanel()).ItemPanel }));

const atStart = { at: undefined, offset: undefined, item: undefined, nth: undefined };

interface CurrentRevision {
  number: number;
  createdAt: string;
  byteSize: number;
}

interface DatasetBrowserProps {
  list: ItemList;
  search: DatasetSearch;
  name: string;
  /** Current revision for readers. Undefined until it has loaded. */
  current: CurrentRevision | undefined;
}

/** Facets, items and the open item of one dataset. */
export function DatasetBrowser({ list, search, name, current }: DatasetBrowserProps) {
  const client = useClient();
  const navigate = useNavigate({ from: '/o/$org/d/$slug' });
  const key = JSON.stringify([list.filter, list.orderBy]);
  const store = usePageStore(key, () => createItemSource(client, list));
  const grid = useRef<GridHandle>(null);
  const [seen] = useState(() => new SeenRangeStore());
  const total = useTotalCount(store);
  const item = useOpenItem(store, search);
  const facets = useFacets(list);
  const pinned = usePinnedRevision(list);
  const shownRevision = list.revision === null || list.revision === current?.number ? current : pinned;
  useRememberedPlace(store, seen, search);
  // The position in a link may be after the end of the list. The grid cannot scroll there.
  const isListed = item.index !== undefined && total !== undefined && item.index < total;
  const openIndex = isListed ? item.index : undefined;
  useReturn(grid, item.isOpen, openIndex);

  const refilter = useCallback(
    (change: Partial<DatasetSearch> | ((old: DatasetSearch) => Partial<DatasetSearch>)) =>
      void navigate({
        search: (old) => {
          const changed = typeof change === 'function' ? change(old) : change;
          // Scrolls to the start when the list changes.
          return { ...old, ...atStart, ...withoutEmpty(changed) };
        },
      }),
    [navigate],
  );
  const latestSearch = useRef(search);
  useEffect(() => {
    latestSearch.current = search;
  });
  const href = useCallback(
    (index: number, item?: string) =>
      stringifySearch({ ...latestSearch.current, item, nth: item === undefined ? index + 1 : undefined }),
    [],
  );

  const param = writeDatasetParam({ slug: list.slug, revision: list.revision ?? undefined });
  const base = `/o/${list.organization}`;
  const number = list.revision ?? current?.number;
  const empty = useMemo(
    () => (
      <EmptyState
        icon={<SearchX size={20} />}
        title={list.filter ? strings.noMatches : strings.noItems}
        action={list.filter && <Button onClick={() => refilter(noFilter)}>{strings.clearFilters}</Button>}
      >
        {list.filter ? strings.noMatchesHint : strings.noItemsHint}
      </EmptyState>
    ),
    [list.filter, refilter],
  );

  return (
    <Page
      title={name}
      isFilled
      crumbs={[
        { label: strings.datasets, to: base },
        {
          label: (
            <>
              <span className={styles.name} title={showInvisible(name)}>
                {showInvisible(name)}
              </span>
              {number !== undefined && (
                <Link
                  to="/o/$org/d/$slug/revisions"
                  params={{ org: list.organization, slug: list.slug }}
                  className={styles.revision}
                  aria-label={strings.revisionLink(number)}
                  data-tip={strings.allRevisions}
                >
                  <Chip isMono tone={list.revision === null ? 'neutral' : 'warning'}>
                    {formatRevision(number)}
                  </Chip>
                </Link>
              )}
            </>
          ),
        },
      ]}
      bar={
        !item.isOpen && (
          <DatasetBar
            list={list}
            search={search}
            onSearch={(q) => refilter({ q })}
            onView={(change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true })}
            onSort={(sort) => refilter({ sort })}
          />
        )
      }
      aside={
        facets === null ? undefined : facets ? (
          <DatasetFacets facets={facets} search={search} onChange={refilter} />
        ) : (
          <FacetsSkeleton />
        )
      }
      status={
        <PlaceStatus
          store={store}
          seen={seen}
          revision={shownRevision}
          isFiltered={list.filter !== null}
          openIndex={openIndex}
        />
      }
      over={
        item.isOpen && (
          <Suspense>
            <ItemPanel
              itemId={search.item}
              onClose={item.close}
              onPrevious={item.index !== undefined && item.index > 0 ? () => item.move(-1) : null}
              onNext={item.index !== undefined && item.index + 1 < (total ?? 0) ? () => item.move(1) : null}
              place={openIndex === undefined || total === undefined ? null : { index: openIndex, total }}
            />
          </Suspense>
        )
      }
    >
      <div className={styles.column}>
        {list.revision !== null && current && current.number > list.revision && (
          <PinnedBanner
            organization={list.organization}
            slug={list.slug}
            revision={list.revision}
            current={current.number}
          />
        )}
        <ActiveFilters search={search} onChange={refilter} />
        {/* Loads the panel when the pointer or the keyboard focus reaches the items, so that the first item opens at
            once. */}
        <div className={styles.items} onPointerEnter={preloadItemPanel} onFocus={preloadItemPanel}>
          <ItemGrid
            key={key}
            ref={grid}
            store={store}
            label={strings.itemsOf(showInvisible(name), param)}
            view={search.view ?? 'grid'}
            size={search.size ?? 'm'}
            startId={search.at ?? search.item}
            startPixels={search.at === undefined ? 0 : (search.offset ?? 0)}
            seen={seen}
            href={href}
            onOpen={item.open}
            empty={empty}
          />
        </div>
      </div>
    </Page>
  );
}

/** Scrolls to the last open item when the panel closes. It may differ from the item that was opened first. */
function useReturn(grid: React.RefObject<GridHandle | null>, isOpen: boolean, index: number | undefined) {
  const lastIndex = useRef<number>(undefined);
  useEffect(() => {
    if (isOpen) {
      lastIndex.current = index ?? lastIndex.current;
    } else if (lastIndex.current !== undefined) {
      grid.current?.focus(lastIndex.current);
      lastIndex.current = undefined;
    }
  }, [grid, isOpen, index]);
}

function withoutEmpty(change: Partial<DatasetSearch>): Partial<DatasetSearch> {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      Array.isArray(value) && value.length === 0 ? undefined : value,
    ]),
  );
}
