import { ordinalParam, readSearch } from '../address/read-search.ts';

/** Two revisions to compare. Both undefined if the page shows the list of revisions. */
export interface Comparison {
  from?: number;
  to?: number;
}

const readAll = readSearch<Comparison>({ from: ordinalParam, to: ordinalParam });

/** A single revision is not a comparison. */
export const readComparison: typeof readAll = Object.assign(
  (raw: Record<string, unknown>) => {
    const pair = readAll(raw);
    return pair.from === undefined || pair.to === undefined ? { from: undefined, to: undefined } : pair;
  },
  { params: readAll.params },
);
