import { numberParam, type ParamReader, readSearch } from '../routes/read-search.ts';

/** Two revisions of a dataset to compare; neither when the list is looked at. */
export interface Comparison {
  from?: number;
  to?: number;
}

const revisionParam: ParamReader<number> = (value) => {
  const number = numberParam(1, 2 ** 31 - 1)(value);
  return Number.isInteger(number) ? number : undefined;
};

const readAll = readSearch<Comparison>({ from: revisionParam, to: revisionParam });

/** One revision alone is not a comparison. */
export const readComparison: typeof readAll = Object.assign(
  (raw: Record<string, unknown>) => {
    const pair = readAll(raw);
    return pair.from === undefined || pair.to === undefined ? { from: undefined, to: undefined } : pair;
  },
  { params: readAll.params },
);
