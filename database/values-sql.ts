import { Prisma } from '#prisma/client/client.ts';

/** Returns the values of an enum as a list for SQL `IN`. */
export function valuesSql(values: readonly string[]): Prisma.Sql {
  if (!values.every((value) => /^[A-Z_]+$/.test(value))) throw new Error(`Not values of an enum: ${values.join(', ')}`);
  return Prisma.raw(`(${values.map((value) => `'${value}'`).join(', ')})`);
}
