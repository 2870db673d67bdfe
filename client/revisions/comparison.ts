import { numberParam, type ParamReader, readSearch } from '../routes/read-search.ts';

/** Two revisions to compare. Both undefined if the page shows the list of revisions. */
export interface Comparison {
  from?: number;
  to?: number;
}

const revisionParam: ParamReader<number> = (value) => {
  const number = numberParam(1, 2 ** 31 - 1)(value);
  return Number.isInteger(number) ? number : undefined;
};

const readAll = readSearch<Comparison>({ from: revisionParam, to: revisionParam });

/** A single revision is not a comparison. */
export const readComparison: typeof readAll = Object.assign(
  (raw: Record<string, unknown>) => {
    const pair = readAll(raw);
    return pair.from === undefined || pair.to === undefined ? { from: undefined, to: undefined } : pair;
  },
  { params: readAll.params },
);
