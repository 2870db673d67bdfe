import type { Asset } from '#prisma/client/client.ts';

/** Returns whether a probed video or audio file has moving pictures. Null until it is probed. */
export function hasPicture({ codecs, width }: Pick<Asset, 'codecs' | 'width'>): boolean | null {
  return codecs === null ? null : width !== null;
}

/** Returns the same as SQL over a row. */
export function hasPictureSql(file: string): string {
  return `CASE WHEN ${file}.codecs IS NOT NULL THEN ${file}.width IS NOT NULL END`;
}
