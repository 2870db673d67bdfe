import { Fragments } from '../search/fragments.tsx';
import { ResultList } from '../search/result-list.tsx';
import { ResultRow } from '../search/result-row.tsx';
import { each, ignore } from './each.tsx';
import { failure } from './fixtures/failures.ts';
import { connectionOf } from './fixtures/pages.ts';
import { results } from './fixtures/results.ts';
import { Wide } from './framed.tsx';
import { masked } from './masked.ts';
import type { StatesIn } from './state.ts';

type Found = Parameters<typeof ResultList>[0]['found'];

export const search: StatesIn<'search'> = {
  'search/fragments': {
    Fragments: {
      matches: (
        <Fragments
          fragments={[
            { text: 'A grey ', matched: false },
            { text: 'heron', matched: true },
            { text: ' in the reeds', matched: false },
          ]}
        />
      ),
    },
  },
  'search/result-row': {
    ResultRow: each(results, (name) => (
      <Wide>
        <ResultRow organization="lumen" result={masked(results[name])} />
      </Wide>
    )),
  },
  'search/result-list': {
    ResultList: {
      results: list({ rows: masked(Object.values(results)), hasMore: true }),
      loading: list({ isLoading: true }),
      failed: list({ error: failure.failure }),
    },
  },
};

function list(state: Partial<Found>) {
  const found = {
    rows: undefined,
    error: undefined,
    isLoading: false,
    hasMore: false,
    loadMore: ignore,
    reload: ignore,
  };
  const count = { ...connectionOf('SearchResult', []), totalCount: 1_200, totalCountKind: 'AT_LEAST' as const };
  return (
    <Wide>
      <ResultList title="Items" organization="lumen" found={{ ...found, count, ...state }} />
    </Wide>
  );
}
