import { createReadStream } from 'node:fs';
import type { Issue } from '../errors.ts';
import { mapInOrder } from '../streams/map-in-order.ts';
import { readLines } from '../streams/read-lines.ts';
import { contentTypeOf } from './content-type.ts';
import type { Tally } from './derive-drafts.ts';
import type { Draft, DraftAsset } from './draft.ts';
import { type Folder, findFile, locate } from './folder.ts';
import { baseOf } from './group-files.ts';
import type { IssueLog } from './issue-log.ts';

export const manifestName = 'manifest.ndjson';

const longestLine = 1024 ** 2;
const digest = /^[0-9a-f]{64}$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

type Problem = Pick<Issue, 'pointer' | 'code' | 'message'>;
type Line = Record<string, unknown>;

const linesAtOnce = 64;

/**
 * Reads a folder's manifest, line by line. Here only that is judged which the server cannot see: that lines are JSON
 * objects and that the files they name are there. What is wrong goes into the log.
 */
export async function* manifestDrafts(folder: Folder, tally: Tally, log: IssueLog): AsyncGenerator<Draft> {
  const lines = readLines(createReadStream(locate(folder, manifestName)), longestLine);
  let line = 0;
  for await (const { item, assets, problems } of mapInOrder(lines, linesAtOnce, (bytes) => readDraft(folder, bytes))) {
    line += 1;
    const key = typeof item?.['key'] === 'string' ? item['key'] : null;
    for (const problem of problems) log.add({ line, key, ...problem });
    for (const { path, byteSize } of assets ?? []) {
      if (path === null) continue;
      tally.files += 1;
      tally.bytes += byteSize;
    }
    if (item) yield { line, item, ...(assets && { assets }) };
  }
}

interface ReadDraft {
  /** Null for a line that is blank or broken. */
  item: Line | null;
  assets?: DraftAsset[];
  problems: Problem[];
}

async function readDraft(folder: Folder, bytes: Buffer | null): Promise<ReadDraft> {
  const read = readLine(bytes);
  if (read === 'EMPTY') return { item: null, problems: [] };
  if ('problem' in read) return { item: null, problems: [read.problem] };
  const { assets: given, ...item } = read.item;
  if (given === undefined || given === null) return { item, problems: [] };
  const values: unknown[] = Array.isArray(given) ? given : [given];
  const assets = await Promise.all(values.map((value, index) => readAsset(folder, value, index)));
  return {
    item,
    assets: assets.flatMap((asset) => ('problem' in asset ? [] : [asset])),
    problems: assets.flatMap((asset) => ('problem' in asset ? [asset.problem] : [])),
  };
}

function readLine(bytes: Buffer | null): 'EMPTY' | { item: Line } | { problem: Problem } {
  const wrong = (code: string, message: string) => ({ problem: { pointer: '', code, message } });
  if (!bytes) return wrong('LINE_TOO_LONG', 'The line is longer than 1 MiB.');
  let text: string;
  try {
    text = utf8.decode(bytes); // Takes a byte order mark away as well.
  } catch {
    return wrong('INVALID_UTF8', 'The line is no UTF-8.');
  }
  if (text.trim() === '') return 'EMPTY';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { item: value as Line };
    return wrong('WRONG_TYPE', 'The line is JSON, but no object.');
  } catch (error) {
    return wrong('INVALID_JSON', `The line is no JSON: ${(error as Error).message}.`);
  }
}

async function readAsset(folder: Folder, value: unknown, index: number): Promise<DraftAsset | { problem: Problem }> {
  const wrong = (pointer: string, code: string, message: string) => ({
    problem: { pointer: `/assets/${index}${pointer}`, code, message },
  });
  if (typeof value !== 'object' || value === null) {
    return wrong('', 'WRONG_TYPE', 'An asset is an object such as { "role": "PRIMARY", "path": "a.jpg" }.');
  }
  const { role = 'PRIMARY', path, sha256, contentType, filename } = value as Line;
  if (typeof role !== 'string') return wrong('/role', 'WRONG_TYPE', 'The role of an asset is a string.');
  if (sha256 !== undefined && (typeof sha256 !== 'string' || !digest.test(sha256))) {
    return wrong('/sha256', 'INVALID_VALUE', 'A SHA-256 is written as 64 lower-case hexadecimal digits.');
  }
  const said = {
    contentType: typeof contentType === 'string' ? contentType : null,
    filename: typeof filename === 'string' || filename === null ? filename : undefined,
  };
  if (typeof path !== 'string') {
    if (path === undefined && sha256 !== undefined) {
      return { role, path: null, sha256, byteSize: 0, ...said };
    }
    return wrong('/path', 'REQUIRED', 'An asset has a path within the folder, or the SHA-256 of stored bytes.');
  }
  const found = await findFile(folder, path);
  if (typeof found === 'string') return wrong('/path', 'FILE_UNREADABLE', found);
  return {
    role,
    path,
    sha256: sha256 ?? null,
    contentType: said.contentType ?? contentTypeOf(path),
    filename: said.filename === undefined ? baseOf(path).normalize('NFC') : said.filename,
    byteSize: found.byteSize,
  };
}
