import type { IssueLog } from './issue-log.ts';

/** Problem with a file that does not stop a publish. Users see a warning. */
export interface FileWarning {
  path: string;
  code: WarningCode;
  message: string;
}

export type WarningCode =
  | 'LFS_POINTER'
  | 'EMPTY_FILE'
  | 'HTML_PAGE'
  | 'NOT_TEXT'
  | 'WRONG_EXTENSION'
  | 'NOT_METADATA'
  | 'MANIFEST_NAME';

const kept = 1_000;

/** Collects warnings. Counts all of them, and keeps the first thousand. In strict mode, warnings become issues. */
export class Notices {
  readonly warnings: FileWarning[] = [];
  readonly counts = new Map<WarningCode, number>();
  /** Number of files that became part of another file's item, as metadata or as transcript. */
  readonly paired = { metadata: 0, transcripts: 0, example: null as string | null };
  private readonly log: IssueLog | null;

  /** Creates an empty collection. If `log` is set, each warning is also added to it as an issue. */
  constructor(log: IssueLog | null = null) {
    this.log = log;
  }

  warn(warning: FileWarning, place: { line: number | null; key: string | null; pointer: string }): void {
    if (this.log) {
      this.log.add({ ...place, code: warning.code, message: warning.message });
      return;
    }
    this.counts.set(warning.code, (this.counts.get(warning.code) ?? 0) + 1);
    if (this.warnings.length < kept) this.warnings.push(warning);
  }

  pair(kind: 'metadata' | 'transcripts', path: string, primary: string): void {
    this.paired[kind] += 1;
    this.paired.example ??= `${path} with ${primary}`;
  }
}
