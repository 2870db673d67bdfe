import { readSitePath } from '#formats/site-path.ts';

/** Reads one search param from a URL or a navigation. Returns undefined for invalid values. */
export type ParamReader<Value> = (value: unknown) => Value | undefined;

type ReadersOf<Search> = { readonly [Name in keyof Search]-?: ParamReader<NonNullable<Search[Name]>> };

export interface SearchReader<Search> {
  (raw: Record<string, unknown>): Search;
  /** Names of the params that it reads. */
  readonly params: readonly string[];
}

/**
 * Makes the `validateSearch` of a route. The result has every param of the route, with undefined for invalid values.
 * The router merges it over the raw params, so an omitted param would keep its raw value.
 */
export function readSearch<Search extends object>(readers: ReadersOf<Search>): SearchReader<Search> {
  const entries = Object.entries<ParamReader<unknown>>(readers);
  const read = (raw: Record<string, unknown>) =>
    Object.fromEntries(
      entries.map(([name, reader]) => [name, Object.hasOwn(raw, name) ? reader(raw[name]) : undefined]),
    ) as Search;
  return Object.assign(read, { params: Object.keys(readers) });
}

/** Reads one text without control characters. A list is read as a text with commas. */
export function textParam(maxLength = 500): ParamReader<string> {
  return (value) => {
    const text = Array.isArray(value) ? value.join(',') : value;
    return isText(text, maxLength) ? text : undefined;
  };
}

/** Reads several texts without repetitions. */
export const listParam: ParamReader<string[]> = (value) => {
  const list = (Array.isArray(value) ? value : [value]).filter((text): text is string => isText(text, 500));
  return list.length > 0 ? [...new Set(list)].slice(0, 50) : undefined;
};

export function oneOf<Value extends string>(values: readonly Value[]): ParamReader<Value> {
  return (value) => values.find((one) => one === value);
}

/** Reads the global id of a node of one type. Only the server knows whether the node exists. */
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

/** Reads a number from `min` to `max`, in decimal digits. */
export function numberParam(min: number, max: number): ParamReader<number> {
  return (value) => {
    const isNumeral = typeof value === 'string' && /^\d{1,15}(\.\d{0,15})?$/.test(value);
    const number = isNumeral ? Number(value) : value;
    return typeof number === 'number' && number >= min && number <= max ? number : undefined;
  };
}

/**
 * Reads a whole number from 1 to the largest that GraphQL's Int takes, such as a position or the number of a revision.
 */
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

/** Reads a path of this site. A link to the sign-in page must not lead to another site afterwards. */
export const pathParam: ParamReader<string> = (value) => {
  const path = textParam(2_000)(value);
  return path !== undefined && readSitePath(path) !== null ? path : undefined;
};

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxLength && !/\p{Cc}/u.test(value);
}
