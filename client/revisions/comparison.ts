import { ordinalParam, readSearch } from '../address/read-search.ts';

/** Numbers of the two compared revisions. Both are undefined if the page shows the list of revisions. */
export interface Comparison {
  from?: number;
  to?: number;
}

const readAll = readSearch<Comparison>({ from: ordinalParam, to: ordinalParam });

/** Drops a single number, because a comparison needs two revisions. */
export const readComparison: typeof readAll = Object.assign(
  (raw: Record<string, unknown>) => {
    const pair = readAll(raw);
    return pair.from === undefined || pair.to === undefined ? { from: undefined, to: undefined } : pair;
  },
  { params: readAll.params },
);
