import { isStorable } from '#formats/manifest/check-text.ts';
import { Prisma } from '#prisma/client/client.ts';
import { InvalidInput, LimitExceeded } from '../errors.ts';
import { comparisons, type Range, rangeEnds } from './number-range.ts';

/** Conditions on the value at a path of an item's metadata. The value must satisfy all given conditions. */
export interface MetadataCondition {
  path: readonly string[];
  /** Any JSON value. Objects and lists must be equal as a whole. */
  equals?: unknown;
  in?: readonly unknown[] | null;
  range?: Range<unknown> | null;
  /** String, number, boolean or null that is an element of the list at this path. */
  contains?: unknown;
  /** Whether the path must have a value. Null counts as a value. */
  exists?: boolean | null;
}

const deepest = 32;
const maxValues = 100;

export function metadataSql(condition: MetadataCondition): Prisma.Sql {
  const path = [...condition.path];
  const where = `filter.metadata.${path.join('.').slice(0, 200)}`;
  if (path.length === 0 || path.length > deepest || !path.every(isStorable)) {
    throw new InvalidInput(
      'filter.metadata.path',
      `A path must have 1 to ${deepest} names, without U+0000 and unpaired surrogates.`,
    );
  }
  const place = Prisma.sql`i.metadata #> ${path}::text[]`;
  const conditions: Prisma.Sql[] = [];
  if (condition.equals !== undefined) {
    conditions.push(Prisma.sql`${place} = ${json(where, condition.equals)}::jsonb`);
  }
  if (condition.in) {
    if (condition.in.length > maxValues) {
      throw new LimitExceeded(maxValues, `A condition can have at most ${maxValues} values.`);
    }
    conditions.push(Prisma.sql`${place} = ANY (${condition.in.map((value) => json(where, value))}::text[]::jsonb[])`);
  }
  for (const [name, value] of rangeEnds(condition.range)) {
    if (typeof value !== 'number' && typeof value !== 'string') {
      throw new InvalidInput(where, 'The ends of a range must be numbers or strings.');
    }
    // The types must be equal, because PostgreSQL also orders values of different types.
    conditions.push(Prisma.sql`
      (jsonb_typeof(${place}) = ${typeof value} AND ${place} ${comparisons[name]} ${json(where, value)}::jsonb)`);
  }
  if (condition.contains !== undefined) {
    if (typeof condition.contains === 'object' && condition.contains !== null) {
      throw new InvalidInput(where, '`contains` must be a string, a number, a boolean or null.');
    }
    // `@>` with a list of one element is true for lists that contain the element, and false for all other values.
    conditions.push(Prisma.sql`${place} @> ${json(where, [condition.contains])}::jsonb`);
  }
  if (condition.exists != null) conditions.push(Prisma.sql`(${place} IS NOT NULL) = ${condition.exists}::boolean`);
  if (conditions.length === 0)
    throw new InvalidInput(where, 'Add a condition: `equals`, `in`, `range`, `contains` or `exists`.');
  return Prisma.sql`(${Prisma.join(conditions, ' AND ')})`;
}

function json(where: string, value: unknown): string {
  const text = JSON.stringify(value);
  // PostgreSQL can store neither U+0000 nor an unpaired surrogate.
  if (!text.isWellFormed() || /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f])/.test(text))
    throw new InvalidInput(where, 'Metadata cannot contain this value: it has U+0000 or an unpaired surrogate.');
  return text;
}
