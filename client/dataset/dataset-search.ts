import { keysOf } from '#formats/keys-of.ts';
import {
  idParam,
  listParam,
  numberParam,
  oneOf,
  ordinalParam,
  type ParamReader,
  readSearch,
  textParam,
} from '../address/read-search.ts';
import { nameOfType, typeFromName } from '../item/item-type-names.ts';
import { type SortOrder, sortOrderNames } from './sort-orders.ts';

export const datasetViews = ['grid', 'list', 'table'] as const;
export type DatasetView = (typeof datasetViews)[number];
export const tileSizes = ['s', 'm', 'l'] as const;
export type TileSize = (typeof tileSizes)[number];

/** Params that filter the items. */
export interface FilterSearch {
  q?: string;
  type?: string[];
  tag?: string[];
  /** Label that at least one annotation of an item must have. */
  label?: string;
}

type GivenFilters = { [Name in keyof Required<FilterSearch>]: NonNullable<FilterSearch[Name]> };

/** Functions that convert the value of each filter param. */
export type FromFilters<Result> = { [Name in keyof GivenFilters]: (value: GivenFilters[Name]) => Result };

/** Calls the function of each given param and returns the results. */
export function fromFilters<Result>(functions: FromFilters<Result>, search: Partial<GivenFilters>): Result[] {
  return keysOf(functions).flatMap((name) => resultOf(name, search[name], functions));
}

function resultOf<Name extends keyof GivenFilters, Result>(
  name: Name,
  value: GivenFilters[Name] | undefined,
  functions: FromFilters<Result>,
): Result[] {
  return value === undefined ? [] : [functions[name](value)];
}

/** State of a dataset page in the URL: filter, view and open item. All params are optional. */
export interface DatasetSearch extends FilterSearch {
  sort?: SortOrder;
  view?: DatasetView;
  size?: TileSize;
  /** Id of the item at the top of the grid. */
  at?: string;
  /** Number of pixels by which the row of that item is scrolled out at the top. */
  offset?: number;
  /** Id of the item that is open over the grid. */
  item?: string;
  /** Position of the item to open, counted from 1. Replaced by the id once the item has loaded. */
  nth?: number;
  /** Number of a line in a text. */
  line?: number;
  /** Time in a medium, in seconds. */
  t?: number;
  /** Region of an image in pixels: x, y, width, height. */
  xywh?: [number, number, number, number];
}

const maxSeconds = 10_000_000;
const maxPixels = 10_000_000;

export const readDatasetSearch = readSearch<DatasetSearch>({
  type: typesParam,
  tag: listParam,
  label: textParam(),
  q: textParam(),
  sort: oneOf(sortOrderNames),
  view: oneOf(datasetViews),
  size: oneOf(tileSizes),
  at: idParam('Item'),
  offset: numberParam(1, maxPixels),
  // Accepts a malformed id, so that the panel opens and shows that the item does not exist.
  item: textParam(),
  nth: ordinalParam,
  line: ordinalParam,
  t: numberParam(0, maxSeconds),
  xywh: regionParam,
});

function typesParam(value: unknown): string[] | undefined {
  const types = (listParam(value) ?? []).flatMap((name) => typeFromName(name) ?? []);
  return types.length > 0 ? [...new Set(types.map(nameOfType))] : undefined;
}

const readPosition: ParamReader<number> = numberParam(0, maxPixels);

function regionParam(value: unknown): DatasetSearch['xywh'] {
  const numbers = Array.isArray(value) ? value.map(readPosition) : [];
  const [x, y, width, height] = numbers;
  const isRegion = numbers.length === 4 && x !== undefined && y !== undefined && width && height;
  return isRegion ? [x, y, width, height] : undefined;
}
