import type { RawSearch } from './search-codec.ts';

export const datasetViews = ['grid', 'list', 'table'] as const;
export type DatasetView = (typeof datasetViews)[number];
export const tileSizes = ['s', 'm', 'l'] as const;
export type TileSize = (typeof tileSizes)[number];

/** What a link to a dataset says: the filter, how it is shown, and what is open. All of it may be missing. */
export interface DatasetSearch {
  type?: string[];
  tag?: string[];
  /** Label of an annotation that each item has. */
  label?: string;
  q?: string;
  sort?: string;
  view?: DatasetView;
  size?: TileSize;
  /** Id of the item at the top of the grid. */
  at?: string;
  /** Id of the item that is open over the grid. */
  item?: string;
  /** Moment in a medium, in seconds. */
  t?: number;
  /** Region of an image in pixels: x, y, width, height. */
  xywh?: [number, number, number, number];
}

/** Reads a link as well as it can: what makes no sense is left out instead of refused. */
export function readDatasetSearch(raw: Record<string, unknown>): DatasetSearch {
  const search = raw as RawSearch;
  const found: DatasetSearch = {
    type: listOf(search['type']),
    tag: listOf(search['tag']),
    label: textOf(search['label']),
    q: textOf(search['q']),
    sort: textOf(search['sort']),
    view: oneOf(datasetViews, search['view']),
    size: oneOf(tileSizes, search['size']),
    at: textOf(search['at']),
    item: textOf(search['item']),
    t: numberOf(search['t']),
    xywh: regionOf(search['xywh']),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function listOf(value: unknown): string[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== '');
  return list.length > 0 ? [...new Set<string>(list)] : undefined;
}

function textOf(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.join(',') : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

function oneOf<V extends string>(values: readonly V[], value: unknown): V | undefined {
  return values.find((one) => one === value);
}

function regionOf(value: unknown): DatasetSearch['xywh'] {
  const numbers = Array.isArray(value) ? value.map(numberOf) : [];
  const [x, y, width, height] = numbers;
  const isRegion = numbers.length === 4 && x !== undefined && y !== undefined && width && height;
  return isRegion ? [x, y, width, height] : undefined;
}
