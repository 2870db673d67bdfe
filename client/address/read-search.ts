import { readSitePath } from '#formats/site-path.ts';

/** Function that reads one search param of a URL. Returns undefined for invalid values. */
export type ParamReader<Value> = (value: unknown) => Value | undefined;

type ReadersOf<Search> = { readonly [Name in keyof Search]-?: ParamReader<NonNullable<Search[Name]>> };

export interface SearchReader<Search> {
  (raw: Record<string, unknown>): Search;
  /** Names of the search params that the function reads. */
  readonly params: readonly string[];
}

/**
 * Returns the `validateSearch` function of a route. Its result has every param of the route, with undefined for invalid
 * values. The router merges the result over the raw params, so an omitted param would keep its raw value.
 */
export function readSearch<Search extends object>(readers: ReadersOf<Search>): SearchReader<Search> {
  const entries = Object.entries<ParamReader<unknown>>(readers);
  const read = (raw: Record<string, unknown>) =>
    Object.fromEntries(
      entries.map(([name, reader]) => [name, Object.hasOwn(raw, name) ? reader(raw[name]) : undefined]),
    ) as Search;
  return Object.assign(read, { params: Object.keys(readers) });
}

/** Returns a reader of a text without control characters. Joins a list with commas. */
export function textParam(maxLength = 500): ParamReader<string> {
  return (value) => {
    const text = Array.isArray(value) ? value.join(',') : value;
    return isText(text, maxLength) ? text : undefined;
  };
}

/** Reads a list of texts and removes duplicates. */
export const listParam: ParamReader<string[]> = (value) => {
  const list = (Array.isArray(value) ? value : [value]).filter((text): text is string => isText(text, 500));
  return list.length > 0 ? [...new Set(list)].slice(0, 50) : undefined;
};

export function oneOf<Value extends string>(values: readonly Value[]): ParamReader<Value> {
  return (value) => values.find((one) => one === value);
}

/** Returns a reader of global ids of one type. Checks only the form of an id, not whether the node exists. */
export function idParam(type: string): ParamReader<string> {
  const pattern = new RegExp(`^${type}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);
  return (value) => (typeof value === 'string' && pattern.test(decodeBase64(value)) ? value : undefined);
}

function decodeBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}

/** Returns a reader of decimal numbers from `min` to `max`. */
export function numberParam(min: number, max: number): ParamReader<number> {
  return (value) => {
    const isNumeral = typeof value === 'string' && /^\d{1,15}(\.\d{0,15})?$/.test(value);
    const number = isNumeral ? Number(value) : value;
    return typeof number === 'number' && number >= min && number <= max ? number : undefined;
  };
}

/** Reads an integer from 1 to the maximum of GraphQL's `Int`, such as a position or a revision number. */
export const ordinalParam: ParamReader<number> = (value) => {
  const number = numberParam(1, 2 ** 31 - 1)(value);
  return Number.isInteger(number) ? number : undefined;
};

/** Reads a calendar day such as 2026-11-24. */
export const dayParam: ParamReader<string> = (value) => {
  if (typeof value !== 'string' || !/^[12]\d{3}-\d{2}-\d{2}$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00Z`);
  // Some JavaScript engines read 31 February as a day of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : undefined;
};

/**
 * Reads a path of this site. Other URLs are invalid, so that a link to the sign-in page cannot redirect to another
 * site.
 */
export const pathParam: ParamReader<string> = (value) => {
  const path = textParam(2_000)(value);
  return path !== undefined && readSitePath(path) !== null ? path : undefined;
};

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxLength && !/\p{Cc}/u.test(value);
}
