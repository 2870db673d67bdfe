import { readFile, stat } from 'node:fs/promises';
import { sortStrings } from '../streams/sort-strings.ts';
import { contentTypeOf, itemTypeOf } from './content-type.ts';
import type { Draft, DraftAsset } from './draft.ts';
import { type Folder, findFile, locate, quote } from './folder.ts';
import { baseOf, type FileGroup, groupFiles, stemOf, tagsOf } from './group-files.ts';
import type { IssueLog } from './issue-log.ts';
import { walk } from './walk.ts';

export interface Tally {
  files: number;
  bytes: number;
  skipped: number;
}

const longestKey = 512;
const longestSidecar = 1024 ** 2;

/** Derives items from the files of a folder, ordered by path. What is wrong goes into the log. */
export async function* deriveDrafts(
  folder: Folder,
  temporary: string,
  tally: Tally,
  log: IssueLog,
): AsyncGenerator<Draft> {
  let stem: string | null = null;
  let paths: string[] = [];
  // The stem stands in front, so that what belongs together comes together; no name contains the NUL between.
  for await (const line of sortStrings(files(folder, tally, log), temporary)) {
    const [lineStem, path] = line.split('\0') as [string, string];
    if (lineStem !== stem) {
      yield* draftsOf(folder, paths, tally, log);
      stem = lineStem;
      paths = [];
    }
    paths.push(path);
  }
  yield* draftsOf(folder, paths, tally, log);
}

async function* files(folder: Folder, tally: Tally, log: IssueLog): AsyncGenerator<string> {
  for await (const { kind, path } of walk(folder)) {
    if (kind === 'skipped') tally.skipped += 1;
    else if (path.includes('\uFFFD'))
      log.add(issue(path, 'FILE_UNREADABLE', `The name of ${quote(path)} is no UTF-8.`));
    else if (kind === 'broken') log.add(issue(path, 'FILE_UNREADABLE', `The folder ${quote(path)} may not be read.`));
    else if (kind === 'link') {
      const found = await findFile(folder, path);
      if (typeof found === 'string') log.add(issue(path, 'FILE_UNREADABLE', found));
      else yield `${stemOf(path)}\0${path}`;
    } else yield `${stemOf(path)}\0${path}`;
  }
}

async function* draftsOf(folder: Folder, paths: string[], tally: Tally, log: IssueLog): AsyncGenerator<Draft> {
  const keys = new Set<string>();
  for (const group of groupFiles(paths)) {
    if (keys.has(group.key)) {
      const message = `Two files have the same name once it is normalised: ${quote(group.primary)}. Rename one.`;
      log.add(issue(group.primary, 'DUPLICATE_KEY', message));
    }
    keys.add(group.key);
    if (Buffer.byteLength(group.key) > longestKey || /\p{Cc}/u.test(group.key)) {
      const message = `The path ${quote(group.primary)} makes no key: those have up to ${longestKey} bytes and no control characters. Rename it, or give the keys in a manifest.ndjson.`;
      log.add(issue(group.primary, 'INVALID_KEY', message));
    }
    const draft = await draftOf(folder, group, log);
    if (!draft) continue;
    for (const asset of draft.assets) tally.bytes += asset.byteSize;
    tally.files += draft.assets.length;
    yield draft;
  }
}

async function draftOf(folder: Folder, { key, primary, transcripts, metadata }: FileGroup, log: IssueLog) {
  const roles = [primary, ...transcripts].map(
    (path, index) => [index === 0 ? 'PRIMARY' : index === 1 ? 'TRANSCRIPT' : 'ATTACHMENT', path] as const,
  );
  const assets: DraftAsset[] = [];
  for (const [role, path] of roles) {
    const found = await stat(locate(folder, path)).catch(() => null);
    if (found) {
      const filename = baseOf(path).normalize('NFC');
      assets.push({ role, path, sha256: null, contentType: contentTypeOf(path), filename, byteSize: found.size });
    } else log.add(issue(path, 'FILE_UNREADABLE', `${quote(path)} is no longer there, or may not be read.`));
  }
  const tags = tagsOf(primary);
  const said = metadata === null ? undefined : await readMetadata(folder, metadata, log);
  if (assets.length < roles.length || said === null) return null;
  const item = {
    key,
    type: itemTypeOf(contentTypeOf(primary)),
    ...(tags.length > 0 && { tags }),
    ...(said && { metadata: said }),
  };
  return { line: null, item, assets };
}

async function readMetadata(folder: Folder, path: string, log: IssueLog): Promise<object | null> {
  try {
    const file = locate(folder, path);
    if ((await stat(file)).size > longestSidecar) throw new Error('it is longer than 1 MiB');
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new Error('it holds no JSON object');
  } catch (error) {
    const message = `${quote(path)} is taken for the metadata of the file beside it, but ${(error as Error).message}.`;
    log.add(issue(path, 'METADATA_UNREADABLE', message));
    return null;
  }
}

function issue(path: string, code: string, message: string) {
  return { line: null, key: path, pointer: '', code, message };
}
