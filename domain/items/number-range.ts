import { Prisma } from '#prisma/client/client.ts';

/** Range of values. The ends that are given must hold. */
export interface Range<Value> {
  gte?: Value | null;
  gt?: Value | null;
  lte?: Value | null;
  lt?: Value | null;
}

export type RangeEnd = keyof Range<unknown>;

/** SQL operator for each end of a range. */
export const comparisons: Record<RangeEnd, Prisma.Sql> = {
  gte: Prisma.raw('>='),
  gt: Prisma.raw('>'),
  lte: Prisma.raw('<='),
  lt: Prisma.raw('<'),
};

/** Returns the given ends of a range. */
export function rangeEnds<Value>(range: Range<Value> | null | undefined): [RangeEnd, Value][] {
  const names = Object.keys(comparisons) as RangeEnd[];
  return names.flatMap((name): [RangeEnd, Value][] => {
    const value = range?.[name];
    return value == null ? [] : [[name, value]];
  });
}

/** Returns the SQL conditions that a column lies in a range of numbers. */
export function rangeSql(column: Prisma.Sql, type: 'bigint' | 'float8', range: Range<number>): Prisma.Sql[] {
  return rangeEnds(range).map(
    ([end, value]) => Prisma.sql`${column} ${comparisons[end]} ${value}::float8::${Prisma.raw(type)}`,
  );
}
