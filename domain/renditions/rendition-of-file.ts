import type { ProcessingState } from '#prisma/client/enums.ts';

/** State of the rendition of a file. */
export interface FileRendition {
  orgId: string;
  state: ProcessingState;
  reason: string | null;
  /** Share that is done, from 0 to 1. Null while it is not known. */
  progress: number | null;
}

/** Returns `FROM …` for the rendition of a row of `filesSql`: one row, or none if nobody has requested it. */
export function renditionOfFileSql(file: string, alias: string): string {
  return `FROM rendition ${alias} WHERE ${alias}.org_id = ${file}.org_id AND ${alias}.asset_id = ${file}.id`;
}
