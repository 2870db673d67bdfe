import { readFile, stat } from 'node:fs/promises';
import type { Issue } from '../errors.ts';
import { mapInOrder } from '../streams/map-in-order.ts';
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

const groupsAtOnce = 64;

/** Derives items from the files of a folder, ordered by path. What is wrong goes into the log. */
export async function* deriveDrafts(
  folder: Folder,
  temporary: string,
  tally: Tally,
  log: IssueLog,
): AsyncGenerator<Draft> {
  const groups = groupsOf(sortStrings(files(folder, tally, log), temporary));
  for await (const { drafts, issues } of mapInOrder(groups, groupsAtOnce, (paths) => readGroup(folder, paths))) {
    for (const issue of issues) log.add(issue);
    for (const draft of drafts) {
      for (const asset of draft.assets) tally.bytes += asset.byteSize;
      tally.files += draft.assets.length;
      yield draft;
    }
  }
}

/** Puts paths together that have a stem in common. It stands in front of each; no name contains the NUL between. */
async function* groupsOf(lines: AsyncIterable<string>): AsyncGenerator<string[]> {
  let stem: string | null = null;
  let paths: string[] = [];
  for await (const line of lines) {
    const [lineStem, path] = line.split('\0') as [string, string];
    if (lineStem !== stem && paths.length > 0) {
      yield paths;
      paths = [];
    }
    stem = lineStem;
    paths.push(path);
  }
  if (paths.length > 0) yield paths;
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

type FileDraft = Draft & { assets: DraftAsset[] };

async function readGroup(folder: Folder, paths: readonly string[]): Promise<{ drafts: FileDraft[]; issues: Issue[] }> {
  const issues: Issue[] = [];
  const drafts: FileDraft[] = [];
  const keys = new Set<string>();
  for (const group of groupFiles(paths)) {
    const { key, primary } = group;
    if (keys.has(key)) {
      const message = `Two files have the same name once it is normalised: ${quote(primary)}. Rename one.`;
      issues.push(issue(primary, 'DUPLICATE_KEY', message));
    }
    keys.add(key);
    if (Buffer.byteLength(key) > longestKey || /\p{Cc}/u.test(key)) {
      const message = `The path ${quote(primary)} makes no key: those have up to ${longestKey} bytes and no control characters. Rename it, or give the keys in a manifest.ndjson.`;
      issues.push(issue(primary, 'INVALID_KEY', message));
    }
    const draft = await readItem(folder, group, issues);
    if (draft) drafts.push(draft);
  }
  return { drafts, issues };
}

async function readItem(
  folder: Folder,
  { key, primary, transcripts, metadata }: FileGroup,
  issues: Issue[],
): Promise<FileDraft | null> {
  const assets: DraftAsset[] = [];
  for (const [index, path] of [primary, ...transcripts].entries()) {
    const role = index === 0 ? 'PRIMARY' : index === 1 ? 'TRANSCRIPT' : 'ATTACHMENT';
    const found = await stat(locate(folder, path)).catch(() => null);
    if (found) {
      const filename = baseOf(path).normalize('NFC');
      assets.push({ role, path, sha256: null, contentType: contentTypeOf(path), filename, byteSize: found.size });
    } else issues.push(issue(path, 'FILE_UNREADABLE', `${quote(path)} is no longer there, or may not be read.`));
  }
  const tags = tagsOf(primary);
  const said = metadata === null ? undefined : await readMetadata(folder, metadata, issues);
  if (assets.length <= transcripts.length || said === null) return null;
  const item = {
    key,
    type: itemTypeOf(contentTypeOf(primary)),
    ...(tags.length > 0 && { tags }),
    ...(said && { metadata: said }),
  };
  return { line: null, item, assets };
}

async function readMetadata(folder: Folder, path: string, issues: Issue[]): Promise<object | null> {
  try {
    const file = locate(folder, path);
    if ((await stat(file)).size > longestSidecar) throw new Error('it is longer than 1 MiB');
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new Error('it holds no JSON object');
  } catch (error) {
    const message = `${quote(path)} is taken for the metadata of the file beside it, but ${(error as Error).message}.`;
    issues.push(issue(path, 'METADATA_UNREADABLE', message));
    return null;
  }
}

function issue(path: string, code: string, message: string): Issue {
  return { line: null, key: path, pointer: '', code, message };
}
