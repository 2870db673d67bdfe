import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VitrineError } from '../errors.ts';
import type { Draft, DraftAsset, Drafts } from '../folder/draft.ts';
import { type Folder, locate, quote } from '../folder/folder.ts';
import { inspectFile } from '../folder/inspect-file.ts';
import { IssueLog } from '../folder/issue-log.ts';
import { Notices } from '../folder/notices.ts';
import { shortenFilename } from '../folder/shorten-filename.ts';
import { mapInOrder } from '../streams/map-in-order.ts';
import { createSpool, type Spool } from '../streams/spool.ts';
import { fileState } from './file-state.ts';
import type { HashCache } from './hash-cache.ts';
import { type HashedFile, hashFile } from './hash-file.ts';

/** File to send, in the state in which it was hashed. */
export interface LocalFile extends HashedFile {
  /** Absolute path. */
  location: string;
  /** Path for messages to users. */
  path: string;
  filename: string;
  contentType: string;
}

export interface HashTally {
  files: number;
  bytes: number;
  unchangedFiles: number;
}

/** Manifest with the SHA-256 of all files, and the files to which it refers. */
export interface HashedManifest {
  /** Manifest as an NDJSON file, which can be uploaded. */
  manifest: LocalFile;
  files: Spool<LocalFile>;
  items: number;
  /** Whether the manifest has the same lines as a manifest file of the publisher. */
  hasLines: boolean;
  hasBlankLines: boolean;
}

const concurrency = 16;

/** Hashes the files of all items, and writes a manifest that refers to them by SHA-256. */
export async function hashDrafts(
  folder: Folder,
  drafts: Drafts,
  temporary: string,
  { cache, tally, signal, notices, strict }: Omit<Means, 'warn'> & { notices: Notices; strict?: boolean },
): Promise<HashedManifest> {
  const log = new IssueLog();
  const warnings = strict ? new Notices(log) : notices;
  const warn: Means['warn'] = (...warning) => warnings.warn(...warning);
  const manifest = createSpool<object>(join(temporary, 'manifest.ndjson'));
  const files = createSpool<LocalFile>(join(temporary, 'files.ndjson'));
  const hashed = mapInOrder(drafts.rows(), concurrency, (draft) =>
    hashDraft(folder, draft, log, { cache, tally, signal, warn }),
  );
  let lines = 0;
  let hasBlankLines = false;
  for await (const { number, line, found } of hashed) {
    lines += 1;
    while (lines < (number ?? 0)) {
      await manifest.addBlankLine();
      hasBlankLines = true;
      lines += 1;
    }
    await manifest.add(line);
    for (const file of found) await files.add(file);
  }
  await Promise.all([manifest.end(), files.end()]);
  log.throwIfAny();

  const location = join(temporary, 'manifest.ndjson');
  const file = {
    ...(await hashFile(location, { signal })),
    location,
    path: 'manifest.ndjson',
    filename: 'manifest.ndjson',
    contentType: 'application/x-ndjson',
  };
  return { manifest: file, files, items: drafts.items, hasLines: drafts.hasLines, hasBlankLines };
}

interface Means {
  cache: HashCache;
  tally: HashTally;
  signal: AbortSignal;
  warn: Notices['warn'];
}

async function hashDraft(folder: Folder, { line, item, assets }: Draft, log: IssueLog, means: Means) {
  const found: LocalFile[] = [];
  const named: object[] = [];
  for (const [index, asset] of (assets ?? []).entries()) {
    try {
      const file = asset.path === null ? null : await hashAsset(folder, asset, asset.path, means);
      if (file) {
        found.push(file);
        const warning = inspectFile(file);
        const key = typeof item['key'] === 'string' ? item['key'] : null;
        if (warning) means.warn(warning, { line, key, pointer: `/assets/${index}` });
      }
      if (file && asset.sha256 !== null && asset.sha256 !== file.sha256) {
        throw new VitrineError(
          'CHECKSUM_MISMATCH',
          `The SHA-256 of ${quote(file.path)} differs from the one in the manifest. Correct the manifest or the file.`,
        );
      }
      const { role, contentType, filename } = asset;
      named.push({
        role,
        sha256: file?.sha256 ?? asset.sha256,
        ...(contentType !== null && { contentType }),
        ...(filename !== undefined && { filename }),
      });
    } catch (error) {
      means.signal.throwIfAborted();
      const code = error instanceof VitrineError ? error.code : 'FILE_UNREADABLE';
      const key = typeof item['key'] === 'string' ? item['key'] : null;
      log.add({ line, key, pointer: `/assets/${index}`, code, message: (error as Error).message });
    }
  }
  return { number: line, line: assets ? { ...item, assets: named } : item, found };
}

async function hashAsset(folder: Folder, asset: DraftAsset, path: string, { cache, tally, signal }: Means) {
  const location = locate(folder, path);
  const state = fileState(await stat(location, { bigint: true }));
  const onRead = (byteSize: number) => {
    tally.bytes += byteSize;
  };
  const known = cache.find(path, state);
  const hashed = known === null ? await hashFile(location, { signal, onRead }) : { ...state, sha256: known };
  if (known === null) cache.remember(path, hashed, hashed.sha256);
  else {
    tally.unchangedFiles += 1;
    onRead(hashed.byteSize);
  }
  tally.files += 1;
  return {
    ...hashed,
    location,
    path,
    filename: shortenFilename(asset.filename ?? path),
    contentType: asset.contentType ?? 'application/octet-stream',
  };
}
