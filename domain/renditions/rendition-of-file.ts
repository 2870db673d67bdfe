import type { ProcessingState } from '#prisma/client/enums.ts';

/** Processing state of the rendition of a file. */
export interface FileRendition {
  orgId: string;
  state: ProcessingState;
  reason: string | null;
  /** Completed fraction, from 0 to 1. Null if it is not known. */
  progress: number | null;
}

/**
 * Returns a `FROM` clause for the rendition of a row of `filesSql`. It gives no row if nobody has requested a
 * rendition.
 */
export function renditionOfFileSql(file: string, alias: string): string {
  return `FROM rendition ${alias} WHERE ${alias}.org_id = ${file}.org_id AND ${alias}.asset_id = ${file}.id`;
}
