import type { Prisma } from '#prisma/client/client.ts';
import type { ItemFilter } from '../items/item-filter.ts';

/** Returns a filter as JSON, without the conditions that are not set. Times become strings. */
export function storeFilter(filter: ItemFilter): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(filter)) as Prisma.InputJsonObject;
}

/** Converts a stored filter back. Null becomes an empty filter. */
export function readFilter(stored: Prisma.JsonValue): ItemFilter {
  return read((stored ?? {}) as unknown as StoredFilter);
}

/** Type of a value after conversion to JSON, in which times are strings. */
type Stored<Value> = Value extends Date
  ? string
  : Value extends object
    ? { [Name in keyof Value]: Stored<Value[Name]> }
    : Value;

type StoredFilter = Stored<ItemFilter>;

function read({ createdAt, and, or, not, ...rest }: StoredFilter): ItemFilter {
  return {
    ...rest,
    createdAt: createdAt && { from: readMoment(createdAt.from), before: readMoment(createdAt.before) },
    and: and?.map(read),
    or: or?.map(read),
    not: not && read(not),
  };
}

function readMoment(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}
