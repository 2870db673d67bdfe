import { Prisma } from '#prisma/client/client.ts';

/** Range of values. A value must satisfy all given bounds. */
export interface Range<Value> {
  gte?: Value | null;
  gt?: Value | null;
  lte?: Value | null;
  lt?: Value | null;
}

export type RangeEnd = keyof Range<unknown>;

/** SQL operator for each bound of a range. */
export const comparisons: Record<RangeEnd, Prisma.Sql> = {
  gte: Prisma.raw('>='),
  gt: Prisma.raw('>'),
  lte: Prisma.raw('<='),
  lt: Prisma.raw('<'),
};

/** Returns the bounds of a range that are set. */
export function rangeEnds<Value>(range: Range<Value> | null | undefined): [RangeEnd, Value][] {
  const names = Object.keys(comparisons) as RangeEnd[];
  return names.flatMap((name): [RangeEnd, Value][] => {
    const value = range?.[name];
    return value == null ? [] : [[name, value]];
  });
}

/** Returns SQL conditions that the value of a column is within a range of numbers. */
export function rangeSql(column: Prisma.Sql, type: 'bigint' | 'float8', range: Range<number>): Prisma.Sql[] {
  return rangeEnds(range).map(
    ([end, value]) => Prisma.sql`${column} ${comparisons[end]} ${value}::float8::${Prisma.raw(type)}`,
  );
}
