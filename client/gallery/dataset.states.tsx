import { PageStore } from '../data/page-store.ts';
import { ActiveFilters } from '../dataset/active-filters.tsx';
import { DatasetBar } from '../dataset/dataset-bar.tsx';
import { DatasetBrowser } from '../dataset/dataset-browser.tsx';
import { DatasetFacets } from '../dataset/dataset-facets.tsx';
import type { DatasetSearch } from '../dataset/dataset-search.ts';
import { ExportDialog } from '../dataset/export-dialog.tsx';
import { FacetList } from '../dataset/facet-list.tsx';
import { FacetsSkeleton } from '../dataset/facets-skeleton.tsx';
import { ItemSearch } from '../dataset/item-search.tsx';
import { PinnedBanner } from '../dataset/pinned-banner.tsx';
import { PlaceStatus } from '../dataset/place-status.tsx';
import { SeenRangeStore } from '../dataset/seen-range.ts';
import type { FacetsQuery, ItemPageQuery } from '../gql/graphql.ts';
import { tiles } from './dataset-tiles.states.tsx';
import { ignore } from './each.tsx';
import { facets } from './fixtures/facets.ts';
import { failure } from './fixtures/failures.ts';
import { hardItems, items } from './fixtures/items.ts';
import { connectionOf } from './fixtures/pages.ts';
import { arabic, longName, longWord } from './fixtures/words.ts';
import { Framed, Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { Served } from './stand-in.tsx';
import type { StatesIn } from './state.ts';
import { Until } from './until.tsx';

const list = { organization: 'lumen', slug: 'field-photographs', revision: null, filter: null, orderBy: null };
const current = { number: 12, createdAt: '2026-03-14T09:00:00Z', byteSize: 48_200_000 };
const shown = [...Object.values(items), ...Object.values(hardItems)];
const itemPage = (nodes: typeof shown) => ({
  Facets: masked<FacetsQuery>({ __typename: 'Query', dataset: { __typename: 'Dataset', id: 'dataset', all: facets } }),
  ItemPage: masked<ItemPageQuery>({
    __typename: 'Query',
    dataset: {
      __typename: 'Dataset',
      id: 'dataset',
      items: {
        ...connectionOf('Item', nodes),
        revisionNumber: 12,
        totalCount: nodes.length,
        totalCountKind: 'EXACT',
        startIndex: 0,
      },
    },
  }),
});
const everyFilter: DatasetSearch = { q: 'heron', type: ['image'], tag: ['coast', longName, arabic], label: longWord };

export const dataset: StatesIn<'dataset'> = {
  ...tiles,
  'dataset/active-filters': {
    ActiveFilters: {
      'all kinds': (
        <Wide>
          <ActiveFilters search={everyFilter} onChange={ignore} />
        </Wide>
      ),
    },
  },
  'dataset/dataset-bar': {
    DatasetBar: {
      'in a window': (
        <Framed isWide height={60}>
          <div style={{ display: 'flex', gap: 8, padding: 8 }}>
            <DatasetBar list={list} search={{}} onSearch={ignore} onView={ignore} onSort={ignore} />
          </div>
        </Framed>
      ),
    },
  },
  'dataset/dataset-browser': {
    DatasetBrowser: {
      grid: browser(itemPage(shown), {}, '[data-index] img'),
      list: browser(itemPage(shown), { view: 'list' }, '[data-index] img'),
      table: browser(itemPage(shown), { view: 'table' }, '[data-index] time'),
      loading: browser({}, {}, 'output'),
      'no matches': browser(itemPage([]), everyFilter, 'h2'),
      failed: browser({ ItemPage: failure, Facets: failure }, {}, '[role=alert]'),
    },
  },
  'dataset/dataset-facets': {
    DatasetFacets: {
      usual: facetsOf({}),
      filtered: facetsOf({ type: ['image'], tag: ['coast'], label: 'sun' }),
    },
  },
  'dataset/export-dialog': {
    ExportDialog: {
      loading: (
        <Framed height={480}>
          <Until isAnywhere selector="dialog form">
            <ExportDialog list={list} isOpen onClose={ignore} />
          </Until>
        </Framed>
      ),
    },
  },
  'dataset/facet-list': {
    FacetList: {
      'many values': (
        <FacetList
          title="Tags"
          findLabel="Find a tag"
          facets={Array.from({ length: 40 }, (_, i) => ({ value: `tag ${i + 1}`, count: 400 - i * 9 }))}
          most={400}
          chosen={['tag 30']}
          onToggle={ignore}
        />
      ),
    },
  },
  'dataset/facets-skeleton': { FacetsSkeleton: { plain: <FacetsSkeleton /> } },
  'dataset/item-search': {
    ItemSearch: {
      empty: <ItemSearch text="" onSearch={ignore} />,
      filled: <ItemSearch text="heron" onSearch={ignore} />,
    },
  },
  'dataset/pinned-banner': {
    PinnedBanner: { old: <PinnedBanner organization="lumen" slug="birds" revision={9} current={12} /> },
  },
  'dataset/place-status': {
    PlaceStatus: {
      loading: (
        <Wide>
          <PlaceStatus
            store={new PageStore({ loadPage: () => new Promise(ignore) })}
            seen={new SeenRangeStore()}
            revision={current}
            isFiltered={false}
            openIndex={undefined}
          />
        </Wide>
      ),
    },
  },
};

function facetsOf(search: DatasetSearch) {
  const { types, tags, labels } = facets;
  return (
    <div style={{ width: 232 }}>
      <DatasetFacets
        facets={{ isExact: false, types, tags, labels, most: { types: 1_200, tags: 900, labels: 300 } }}
        search={search}
        onChange={ignore}
      />
    </div>
  );
}

function browser(answers: Record<string, object>, search: DatasetSearch, until: string) {
  return (
    <Framed isWide height={560}>
      <Until selector={until}>
        <Served answers={answers}>
          <DatasetBrowser
            list={{ ...list, filter: search.q ? { text: search.q } : null }}
            search={search}
            name="Field photographs"
            current={current}
          />
        </Served>
      </Until>
    </Framed>
  );
}
