import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestName } from '#formats/manifest/manifest-name.ts';
import { VitrineError } from '../errors.ts';
import { createSpool } from '../streams/spool.ts';
import { deriveDrafts } from './derive-drafts.ts';
import type { Draft, Drafts } from './draft.ts';
import { type Folder, locate } from './folder.ts';
import { IssueLog } from './issue-log.ts';
import { manifestDrafts } from './manifest-drafts.ts';
import { Notices } from './notices.ts';
import type { FolderOptions, Reading } from './reading.ts';

export interface FolderReading {
  tally: Reading['tally'] & { items: number };
  /** Log of the issues that were found so far. */
  log: IssueLog;
  notices: Notices;
  /** Resolves with the items. Rejects with a `ValidationFailed` that contains all issues. */
  done: Promise<Drafts>;
}

/** Reads the items of a folder, from its manifest if it has one, otherwise from its files. */
export function readFolder(
  folder: Folder,
  temporary: string,
  signal: AbortSignal,
  options: FolderOptions = {},
): FolderReading {
  const tally = { items: 0, files: 0, bytes: 0, skipped: 0 };
  const log = new IssueLog();
  const notices = new Notices(options.strict ? log : null);
  const mode = options.append ? 'APPEND' : 'REPLACE';
  const reading = { folder, temporary, mode, options, tally, log, notices } as const;
  return { tally, log, notices, done: read(reading, signal) };
}

async function read(reading: Reading & Pick<FolderReading, 'tally'>, signal: AbortSignal): Promise<Drafts> {
  const { folder, temporary, tally, log } = reading;
  const hasManifest = await stat(locate(folder, manifestName)).then(
    (found) => found.isFile(),
    () => false,
  );
  if (hasManifest) refuseChoice(reading.options);
  const drafts = hasManifest ? manifestDrafts(reading) : deriveDrafts(reading);
  const spool = createSpool<Draft>(join(temporary, 'drafts.ndjson'));
  for await (const draft of drafts) {
    signal.throwIfAborted();
    tally.items += 1;
    await spool.add(draft);
  }
  await spool.end();
  if (tally.items === 0 && log.issueCount === 0) {
    const empty = hasManifest ? emptyManifest(reading.options) : emptyFolder;
    if (empty) log.add({ line: null, key: null, pointer: '', ...empty });
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

const emptyFolder = {
  code: 'FOLDER_EMPTY',
  message:
    'The folder has no files to publish. To publish an empty dataset, use an empty manifest.ndjson and --allow-empty.',
};

function emptyManifest({ allowEmpty }: FolderOptions) {
  if (allowEmpty) return null;
  return {
    code: 'EMPTY_MANIFEST',
    message: 'The manifest has no items. To publish an empty dataset, use --allow-empty (allowEmpty).',
  };
}

/** Throws if an option is set that cannot be combined with a manifest. */
function refuseChoice({ include, exclude, types, pairing }: FolderOptions): void {
  if (!include?.length && !exclude?.length && !types?.length && pairing !== false) return;
  throw new VitrineError(
    'INVALID_INPUT',
    'The folder has a manifest.ndjson, which already defines its files and types.',
    {
      hint: 'Leave out --include, --exclude, --type and --no-pairing, or remove the manifest.',
    },
  );
}
