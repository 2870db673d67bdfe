import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createSpool } from '../streams/spool.ts';
import { deriveDrafts, type Tally } from './derive-drafts.ts';
import type { Draft, Drafts } from './draft.ts';
import { type Folder, locate } from './folder.ts';
import { IssueLog } from './issue-log.ts';
import { manifestDrafts, manifestName } from './manifest-drafts.ts';

export interface FolderReading {
  tally: Tally & { items: number };
  /** Resolves with the items, or rejects with `ValidationFailed` that names all that is wrong. */
  done: Promise<Drafts>;
}

/** Reads what a folder says is to be published: its manifest, or else its files. */
export function readFolder(folder: Folder, temporary: string, signal: AbortSignal): FolderReading {
  const tally = { items: 0, files: 0, bytes: 0, skipped: 0 };
  return { tally, done: read(folder, temporary, tally, signal) };
}

async function read(
  folder: Folder,
  temporary: string,
  tally: FolderReading['tally'],
  signal: AbortSignal,
): Promise<Drafts> {
  const log = new IssueLog();
  const hasManifest = await stat(locate(folder, manifestName)).then(
    (found) => found.isFile(),
    () => false,
  );
  const drafts = hasManifest ? manifestDrafts(folder, tally, log) : deriveDrafts(folder, temporary, tally, log);
  const spool = createSpool<Draft>(join(temporary, 'drafts.ndjson'));
  for await (const draft of drafts) {
    signal.throwIfAborted();
    tally.items += 1;
    await spool.add(draft);
  }
  await spool.end();
  if (tally.items === 0 && log.issueCount === 0 && !hasManifest) {
    const message = 'The folder has no files to publish. An empty dataset is published with an empty manifest.ndjson.';
    log.add({ line: null, key: null, pointer: '', code: 'FOLDER_EMPTY', message });
  }
  log.throwIfAny();
  return {
    rows: () => spool.rows(),
    hasLines: hasManifest,
    items: tally.items,
    files: tally.files,
    bytes: tally.bytes,
  };
}
