import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { contentTypeOfName } from '#formats/content-types.ts';
import { isObject } from '#formats/is-object.ts';
import { checkLine } from '#formats/manifest/check-line.ts';
import { allowedContentTypes, contentTypeFits } from '#formats/manifest/content-type-fits.ts';
import { findFormProblem } from '#formats/manifest/find-form-problem.ts';
import { keyOf } from '#formats/manifest/key-of.ts';
import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import { manifestName } from '#formats/manifest/manifest-name.ts';
import { type AssetRole, assetRoles, itemTypes } from '#formats/manifest/names.ts';
import { isSha256 } from '#formats/sha256.ts';
import type { Issue } from '../errors.ts';
import { mapInOrder } from '../streams/map-in-order.ts';
import { readLines } from '../streams/read-lines.ts';
import { sortStrings } from '../streams/sort-strings.ts';
import { createSpool, type Spool } from '../streams/spool.ts';
import type { Draft, DraftAsset } from './draft.ts';
import { type Folder, findFile, locate } from './folder.ts';
import { baseOf } from './group-files.ts';
import type { IssueLog } from './issue-log.ts';
import type { Reading } from './reading.ts';

const lineLimit = `at most ${manifestLimits.lineByteSize} bytes`;
const utf8 = new TextDecoder('utf-8', { fatal: true });
const linesAtOnce = 64;

/**
 * Yields the items of a folder's manifest, line by line. Logs issues of the lines and of their files, and duplicate
 * keys.
 */
export async function* manifestDrafts(reading: Reading): AsyncGenerator<Draft> {
  const { folder, tally, log, temporary } = reading;
  const lines = wellFormed(readLines(createReadStream(locate(folder, manifestName)), manifestLimits.lineByteSize), log);
  const keys = createSpool<[string, number]>(join(temporary, 'keys.ndjson'));
  let line = 0;
  const read = (bytes: Buffer | null) => readDraft(reading, bytes, (line += 1));
  for await (const { item, assets, issues, number } of mapInOrder(lines, linesAtOnce, read)) {
    for (const issue of issues) log.add(issue);
    for (const { path, byteSize } of assets ?? []) {
      if (path === null) continue;
      tally.files += 1;
      tally.bytes += byteSize;
    }
    if (typeof item?.['key'] === 'string') await keys.add([item['key'], number]);
    if (item) yield { line: number, item, ...(assets && { assets }) };
  }
  await keys.end();
  await findDuplicates(keys, temporary, log);
}

/** Yields the lines of a manifest. If its first line shows that the file is not NDJSON, logs one issue and ends. */
async function* wellFormed(lines: AsyncIterable<Buffer | null>, log: IssueLog): AsyncGenerator<Buffer | null> {
  let line = 0;
  let isBegun = false;
  for await (const bytes of lines) {
    line += 1;
    const problem = isBegun || bytes === null ? null : findFormProblem(bytes);
    if (problem) {
      log.add({ line, key: null, pointer: '', ...problem });
      return;
    }
    isBegun ||= bytes === null || !isBlank(bytes);
    yield bytes;
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.toString('latin1').trim() === '';
}

/**
 * Logs an issue for every line whose key already occurs on an earlier line. Sorts the keys in files, to limit memory.
 */
async function findDuplicates(keys: Spool<[string, number]>, temporary: string, log: IssueLog): Promise<void> {
  async function* sortable() {
    for await (const [key, line] of keys.rows()) yield `${key}\0${String(line).padStart(10, '0')}`;
  }
  let first = { key: '', line: 0 };
  for await (const each of sortStrings(sortable(), temporary)) {
    const split = each.lastIndexOf('\0');
    const [key, line] = [each.slice(0, split), Number(each.slice(split + 1))];
    if (first.line > 0 && key === first.key) {
      const message = `Line ${first.line} already uses this key.`;
      log.add({ line, key, pointer: '/key', code: 'DUPLICATE_KEY', message, expected: 'a unique key' });
    } else first = { key, line };
  }
}

interface ReadDraft {
  number: number;
  /** Content of the line without `assets`. Null for a blank or invalid line. */
  item: Record<string, unknown> | null;
  assets?: DraftAsset[];
  issues: Issue[];
}

async function readDraft({ folder, mode }: Reading, bytes: Buffer | null, number: number): Promise<ReadDraft> {
  const text = readText(bytes);
  if ('code' in text) {
    return { number, item: null, issues: [{ line: number, key: null, pointer: '', ...text }] };
  }
  if (text.text.trim() === '') return { number, item: null, issues: [] };
  const issues: Issue[] = [];
  const { value } = checkLine(text.text, number, mode, (issue) => issues.push(issue), 'FOLDER');
  if (!isObject(value)) return { number, item: null, issues };
  const { assets: given, ...item } = value;
  if (!Array.isArray(given)) return { number, item, issues };
  const read = await Promise.all(given.map((asset) => readAsset(folder, asset)));
  const assets: DraftAsset[] = [];
  for (const [index, asset] of read.entries()) {
    const at = { line: number, key: keyOf(value), pointer: `/assets/${index}` };
    if (asset === null) continue; // The check of the line has reported it.
    if (typeof asset === 'string') {
      issues.push({ ...at, pointer: `${at.pointer}/path`, code: 'FILE_UNREADABLE', message: asset });
    } else {
      assets.push(asset);
      const mismatch = findMismatch(item['type'], asset);
      if (mismatch) issues.push({ ...at, ...mismatch });
    }
  }
  return { number, item, assets, issues };
}

function readText(bytes: Buffer | null): { text: string } | Pick<Issue, 'code' | 'message' | 'expected'> {
  if (!bytes) return { code: 'LINE_TOO_LONG', message: 'The line is too long.', expected: lineLimit };
  try {
    return { text: utf8.decode(bytes) }; // Removes a byte order mark as well.
  } catch {
    return { code: 'INVALID_UTF8', message: 'The line is not valid UTF-8.' };
  }
}

/**
 * Returns the file to which an asset of a line refers, by path or by SHA-256. Returns a message if the file cannot be
 * found, and null if the asset is invalid.
 */
async function readAsset(folder: Folder, value: unknown): Promise<DraftAsset | string | null> {
  if (!isObject(value)) return null;
  const { role = 'PRIMARY', path, sha256, contentType, filename } = value;
  if (typeof role !== 'string') return null;
  const said = {
    contentType: typeof contentType === 'string' ? contentType : null,
    filename: typeof filename === 'string' || filename === null ? filename : undefined,
  };
  const digest = typeof sha256 === 'string' && isSha256(sha256) ? sha256 : null;
  if (typeof path !== 'string' || path === '') {
    return path === undefined && digest !== null ? { role, path: null, sha256: digest, byteSize: 0, ...said } : null;
  }
  const found = await findFile(folder, path);
  if (typeof found === 'string') return found;
  return {
    role,
    path: found.path,
    sha256: digest,
    contentType: said.contentType ?? contentTypeOfName(path),
    filename: said.filename === undefined ? baseOf(path).normalize('NFC') : said.filename,
    byteSize: found.byteSize,
  };
}

/** Returns an issue if files of this content type cannot have the role in items of this type. */
function findMismatch(
  type: unknown,
  { role, contentType }: DraftAsset,
): Pick<Issue, 'code' | 'message' | 'expected'> | null {
  const itemType = itemTypes.find((each) => each === type);
  if (!itemType || !isRole(role) || contentType === null || contentTypeFits(contentType, itemType, role)) return null;
  return {
    code: 'CONTENT_TYPE_MISMATCH',
    message: `A file of type ${contentType} cannot have the role ${role} in an item of type ${itemType}.`,
    expected: `one of ${allowedContentTypes(itemType, role).join(', ')}`,
  };
}

function isRole(role: string): role is AssetRole {
  return Object.hasOwn(assetRoles, role);
}
