import { readFile, stat } from 'node:fs/promises';
import { contentTypeOfName, itemTypeOfContentType } from '#formats/content-types.ts';
import { isObject } from '#formats/is-object.ts';
import { canonicalJson } from '#formats/manifest/canonical-json.ts';
import { checkJsonValue } from '#formats/manifest/check-json-value.ts';
import { isLongerThan } from '#formats/manifest/check-text.ts';
import { allowedContentTypes, contentTypeFits } from '#formats/manifest/content-type-fits.ts';
import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import { warnOfManifestName } from '#formats/manifest/manifest-name.ts';
import { parseLine } from '#formats/manifest/parse-line.ts';
import { naturalKey } from '#formats/natural-order.ts';
import type { Issue } from '../errors.ts';
import { mapInOrder } from '../streams/map-in-order.ts';
import { sortStrings } from '../streams/sort-strings.ts';
import { type FileChoice, readChoice } from './choose-files.ts';
import { contentTypeIn } from './content-type-in.ts';
import type { Draft, DraftAsset } from './draft.ts';
import { type Folder, findFile, locate, quote } from './folder.ts';
import { baseOf, type FileGroup, findJsonBeside, groupFiles, type JsonUse, stemOf, tagsOf } from './group-files.ts';
import type { Reading } from './reading.ts';
import { walk } from './walk.ts';

const longestKey = manifestLimits.keyByteSize;
const longestSidecar = 1024 ** 2;
const groupsAtOnce = 64;

/** Derives items from the files of a folder, in the natural order of their paths. Adds issues to the log. */
export async function* deriveDrafts(reading: Reading): AsyncGenerator<Draft> {
  const { folder, tally, log, temporary, options } = reading;
  const choice = await readChoice(folder, options);
  const groups = groupsOf(sortStrings(files(reading, choice), temporary));
  for await (const { drafts, issues } of mapInOrder(groups, groupsAtOnce, (paths) =>
    readGroup(reading, choice, paths),
  )) {
    for (const issue of issues) log.add(issue);
    for (const draft of drafts) {
      for (const asset of draft.assets) tally.bytes += asset.byteSize;
      tally.files += draft.assets.length;
      yield draft;
    }
  }
}

/**
 * Groups the paths that have the same stem. Each line is `order NUL stem NUL path`, which is unambiguous because paths
 * do not contain NUL.
 */
async function* groupsOf(lines: AsyncIterable<string>): AsyncGenerator<string[]> {
  let stem: string | null = null;
  let paths: string[] = [];
  for await (const line of lines) {
    const [, lineStem, path] = line.split('\0') as [string, string, string];
    if (lineStem !== stem && paths.length > 0) {
      yield paths;
      paths = [];
    }
    stem = lineStem;
    paths.push(path);
  }
  if (paths.length > 0) yield paths;
}

async function* files({ folder, tally, log, notices }: Reading, choice: FileChoice): AsyncGenerator<string> {
  for await (const { kind, path } of walk(folder, choice)) {
    const warning = kind === 'skipped' ? null : warnOfManifestName(path);
    if (warning)
      notices.warn({ path, code: 'MANIFEST_NAME', message: warning }, { line: null, key: path, pointer: '' });
    if (kind !== 'skipped' && path.includes('\uFFFD')) {
      log.add(issue(path, 'FILE_UNREADABLE', `The name of ${quote(path)} is not valid UTF-8. Rename the file.`));
      continue;
    }
    switch (kind) {
      case 'skipped':
        tally.skipped += 1;
        break;
      case 'broken':
        log.add(issue(path, 'FILE_UNREADABLE', `The folder ${quote(path)} cannot be read. Check its permissions.`));
        break;
      case 'link': {
        const found = await findFile(folder, path);
        if (typeof found === 'string') log.add(issue(path, 'FILE_UNREADABLE', found));
        else yield sortable(path);
        break;
      }
      case 'file':
        yield sortable(path);
        break;
      default:
        kind satisfies never;
    }
  }
}

function sortable(path: string): string {
  const stem = stemOf(path);
  return `${naturalKey(stem)}\0${stem}\0${path}`;
}

type FileDraft = Draft & { assets: DraftAsset[] };

async function readGroup(
  reading: Reading,
  choice: FileChoice,
  paths: readonly string[],
): Promise<{ drafts: FileDraft[]; issues: Issue[] }> {
  const { folder, options, notices } = reading;
  const issues: Issue[] = [];
  const drafts: FileDraft[] = [];
  const keys = new Set<string>();
  const pairing = options.pairing ?? true;
  const beside = pairing ? findJsonBeside(paths) : null;
  const json = beside === null ? null : await readJson(folder, beside);
  if (json?.why && beside !== null) {
    const message = `${quote(beside)} is next to a media file, but is not its metadata: ${json.why}. It is published as a separate item.`;
    notices.warn({ path: beside, code: 'NOT_METADATA', message }, { line: null, key: beside, pointer: '' });
  }
  const groups = groupFiles(paths, { path: beside, use: json?.use ?? null, pairing });
  for (const group of groups) {
    const { key, primary, transcripts, metadata } = group;
    if (keys.has(key)) {
      const message = `Two files have the same name after Unicode normalization: ${quote(primary)}. Rename one of them.`;
      issues.push(issue(primary, 'DUPLICATE_KEY', message));
    }
    keys.add(key);
    if (Buffer.byteLength(key) > longestKey || /\p{Cc}/u.test(key)) {
      const message = `The path ${quote(primary)} cannot be a key. A key can have at most ${longestKey} bytes and no control characters. Rename the file, or set the keys in a manifest.ndjson.`;
      issues.push(issue(primary, 'INVALID_KEY', message));
    }
    for (const path of transcripts) notices.pair('transcripts', path, primary);
    if (metadata !== null) notices.pair('metadata', metadata, primary);
    const draft = await readItem(folder, choice, group, metadata === null ? undefined : json?.value, issues);
    if (draft) drafts.push(draft);
  }
  return { drafts, issues };
}

async function readItem(
  folder: Folder,
  choice: FileChoice,
  { key, primary, transcripts }: FileGroup,
  metadata: unknown,
  issues: Issue[],
): Promise<FileDraft | null> {
  const assets: DraftAsset[] = [];
  const given = choice.typeOf(primary);
  const found = contentTypeIn(folder, primary);
  // A container format can have several content types. The item type that the caller set chooses one of them.
  const contentType = given === null || contentTypeFits(found, given, 'PRIMARY') ? found : contentTypeOfName(primary);
  for (const [index, path] of [primary, ...transcripts].entries()) {
    const role = index === 0 ? 'PRIMARY' : index === 1 ? 'TRANSCRIPT' : 'ATTACHMENT';
    const file = await stat(locate(folder, path)).catch(() => null);
    if (file) {
      const filename = baseOf(path).normalize('NFC');
      const type = index === 0 ? contentType : contentTypeOfName(path);
      assets.push({ role, path, sha256: null, contentType: type, filename, byteSize: file.size });
    } else issues.push(issue(path, 'FILE_UNREADABLE', `${quote(path)} no longer exists or cannot be read.`));
  }
  if (assets.length <= transcripts.length) return null;
  if (given !== null && !contentTypeFits(contentType, given, 'PRIMARY')) {
    const message = `${quote(primary)} is ${contentType}, which cannot be the content of an item of type ${given}.`;
    const expected = `one of ${allowedContentTypes(given, 'PRIMARY').join(', ')}`;
    issues.push({ ...issue(primary, 'CONTENT_TYPE_MISMATCH', message), expected });
  }
  const tags = tagsOf(primary);
  const item = {
    key,
    type: given ?? itemTypeOfContentType(contentType),
    ...(tags.length > 0 && { tags }),
    ...(metadata !== undefined && { metadata }),
  };
  return { line: null, item, assets };
}

/**
 * Returns how a JSON file beside a media file is used: as a transcript in Whisper's format, or as metadata if it is an
 * object.
 */
async function readJson(folder: Folder, path: string): Promise<{ use: JsonUse; value?: object; why?: string }> {
  const not = (why: string) => ({ use: null, why });
  let text: string;
  try {
    const file = locate(folder, path);
    if ((await stat(file)).size > longestSidecar) return not('it is longer than 1 MiB');
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch {
    return not('it cannot be read as UTF-8');
  }
  const { value, problems } = parseLine(text);
  if (problems[0]) return not(problems[0].message.replace(/\.$/, '').replace('The line', 'it'));
  if (!isObject(value)) return not('it does not contain a JSON object');
  if (isWhisper(value)) return { use: 'transcript', value };
  const complaints: string[] = [];
  checkJsonValue(value, '', (pointer, _code, message) => {
    complaints.push(`${pointer}: ${message}`);
    return false;
  });
  if (complaints[0]) return not(complaints[0].replace(/\.$/, ''));
  if (isLongerThan(canonicalJson(value), manifestLimits.metadataByteSize)) return not('it is longer than 64 KiB');
  return { use: 'metadata', value };
}

function isWhisper({ segments }: Record<string, unknown>): boolean {
  const isCue = (each: unknown) =>
    isObject(each) &&
    typeof each['start'] === 'number' &&
    typeof each['end'] === 'number' &&
    typeof each['text'] === 'string';
  return Array.isArray(segments) && segments.length > 0 && segments.every(isCue);
}

function issue(path: string, code: string, message: string): Issue {
  return { line: null, key: path, pointer: '', code, message };
}
