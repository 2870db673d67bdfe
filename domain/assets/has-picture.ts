import type { Asset } from '#prisma/client/client.ts';

/** Whether a probed film or sound has moving pictures. Null until it is probed. */
export function hasPicture({ codecs, width }: Pick<Asset, 'codecs' | 'width'>): boolean | null {
  return codecs === null ? null : width !== null;
}

/** The same of a row in SQL. */
export function hasPictureSql(file: string): string {
  return `CASE WHEN ${file}.codecs IS NOT NULL THEN ${file}.width IS NOT NULL END`;
}
