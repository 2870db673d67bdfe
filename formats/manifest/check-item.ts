import { isContentType } from '../content-type.ts';
import { instantFormat, readInstantOrDate } from '../instant.ts';
import { isSha256 } from '../sha256.ts';
import { canonicalJson } from './canonical-json.ts';
import { checkAnnotation } from './check-annotation.ts';
import { checkJsonValue, storable } from './check-json-value.ts';
import { isLongerThan, isStorable, pointerTo } from './check-text.ts';
import { type Complain, checkFields, isObject } from './complain.ts';
import type { Issue } from './issue-codes.ts';
import type { AssetReference, ItemContent } from './item-content.ts';
import { isKey } from './key-of.ts';
import { manifestLimits } from './manifest-limits.ts';
import { type AssetRole, assetRoles, type IngestMode, type ItemType, itemTypes } from './names.ts';

const typeNames: readonly string[] = itemTypes;
const roles: readonly string[] = Object.keys(assetRoles);
export const itemFields = [
  'key',
  'type',
  'title',
  'tags',
  'metadata',
  'createdAt',
  'assets',
  'annotations',
  'remove',
] as const;
export const assetFields = ['role', 'sha256', 'contentType', 'filename'] as const;
const knownFields: readonly string[] = itemFields;
const assetFieldsOfFolder = [...assetFields, 'path'];

/** Whether the line is one that the API takes, or one of a folder, where assets may name files by path. */
export type LineKind = 'API' | 'FOLDER';

/**
 * Reads one manifest line that is JSON already. Reports everything that is wrong with it, and answers null then; what it
 * refers to is looked up later.
 */
export function checkItem(
  value: unknown,
  line: number,
  mode: IngestMode,
  report: (issue: Issue) => void,
  kind: LineKind = 'API',
): ItemContent | null {
  let sound = true;
  let key: string | null = null;
  const complain: Complain = (pointer, code, message, expected) => {
    sound = false;
    report({ line, key, pointer, code, message, expected: expected ?? null });
  };
  if (!isObject(value)) {
    complain('', 'WRONG_TYPE', 'A line is an object.', 'a JSON object');
    return null;
  }
  key = checkKey(value['key'], complain);
  checkFields(value, itemFields, '', complain);
  if (value['remove'] === true) {
    if (mode === 'REPLACE') {
      complain('/remove', 'REMOVE_NOT_ALLOWED', 'A REPLACE session removes what it does not name.', 'no `remove`');
    }
    const surplus = Object.keys(value).find((field) => field !== 'key' && field !== 'remove');
    if (surplus !== undefined && knownFields.includes(surplus)) {
      complain(pointerTo(surplus), 'UNKNOWN_FIELD', 'A line that removes has nothing but its key.', '{ key, remove }');
    }
    return sound && key !== null ? { line, key, remove: true } : null;
  }
  if (value['remove'] !== undefined && value['remove'] !== false) {
    complain('/remove', 'WRONG_TYPE', '`remove` is true or false.', 'a boolean');
  }
  const type = checkType(value['type'], complain);
  const title = checkTitle(value['title'], complain);
  const tags = checkTags(value['tags'], complain);
  const metadata = checkMetadata(value['metadata'], complain);
  const createdAt = checkInstant(value['createdAt'], complain);
  const assets = checkAssets(value['assets'], complain, kind);
  const annotations = checkList(value['annotations'], '/annotations', manifestLimits.annotations, complain).flatMap(
    (annotation, index) => checkAnnotation(annotation, `/annotations/${index}`, complain) ?? [],
  );
  if (!sound || key === null || type === null) return null;
  return { line, key, remove: false, type, title, tags, metadata, createdAt, assets, annotations };
}

/** Returns the elements of an optional list; none if it has more than `most`. */
function checkList(value: unknown, pointer: string, most: number, complain: Complain): unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    complain(pointer, 'WRONG_TYPE', 'This is a list.', 'a JSON array');
    return [];
  }
  if (value.length > most) {
    complain(pointer, 'TOO_MANY', `There are ${value.length}.`, `at most ${most}`);
    return [];
  }
  return value;
}

function checkKey(value: unknown, complain: Complain): string | null {
  const expected = `text of 1 to ${manifestLimits.keyByteSize} bytes without control characters`;
  if (value === undefined) complain('/key', 'REQUIRED', 'Every line has a key.', expected);
  else if (typeof value !== 'string') complain('/key', 'WRONG_TYPE', 'A key is text.', expected);
  else if (!isKey(value)) complain('/key', 'INVALID_KEY', 'Not a valid key.', expected);
  else if (!isStorable(value)) complain('/key', 'INVALID_CHARACTER', 'This key cannot be stored.', storable);
  else return value;
  return null;
}

function checkType(value: unknown, complain: Complain): ItemType | null {
  const expected = `one of ${itemTypes.join(', ')}`;
  if (value === undefined) complain('/type', 'REQUIRED', 'Every item has a type.', expected);
  else if (typeof value !== 'string') complain('/type', 'WRONG_TYPE', 'A type is text.', expected);
  else if (!typeNames.includes(value)) complain('/type', 'INVALID_VALUE', 'There is no such type.', expected);
  else return value as ItemType;
  return null;
}

function checkTitle(value: unknown, complain: Complain): string | null {
  if (value === undefined || value === null) return null;
  const expected = `text of up to ${manifestLimits.titleLength} characters`;
  if (typeof value !== 'string') complain('/title', 'WRONG_TYPE', 'A title is text.', expected);
  else if (value.length > manifestLimits.titleLength)
    complain('/title', 'TOO_LONG', 'The title is too long.', expected);
  else if (!isStorable(value)) complain('/title', 'INVALID_CHARACTER', 'This title cannot be stored.', storable);
  else return value;
  return null;
}

function checkTags(value: unknown, complain: Complain): string[] {
  const tags = new Set<string>();
  const expected = `text of 1 to ${manifestLimits.tagLength} characters`;
  for (const [index, tag] of checkList(value, '/tags', manifestLimits.tags, complain).entries()) {
    const pointer = `/tags/${index}`;
    if (typeof tag !== 'string') complain(pointer, 'WRONG_TYPE', 'A tag is text.', expected);
    else if (tag === '') complain(pointer, 'INVALID_VALUE', 'A tag is not empty.', expected);
    else if (tag.length > manifestLimits.tagLength) complain(pointer, 'TOO_LONG', 'The tag is too long.', expected);
    else if (!isStorable(tag)) complain(pointer, 'INVALID_CHARACTER', 'This tag cannot be stored.', storable);
    else tags.add(tag);
  }
  return [...tags];
}

function checkMetadata(value: unknown, complain: Complain): string {
  if (value === undefined || value === null) return '{}';
  if (!isObject(value)) {
    complain('/metadata', 'WRONG_TYPE', 'Metadata are an object.', 'a JSON object');
    return '{}';
  }
  let sound = true;
  checkJsonValue(value, '/metadata', (...issue) => {
    sound = false;
    complain(...issue);
  });
  if (!sound) return '{}';
  const metadata = canonicalJson(value);
  if (isLongerThan(metadata, manifestLimits.metadataByteSize)) {
    complain(
      '/metadata',
      'TOO_LARGE',
      'The metadata are too large.',
      `at most ${manifestLimits.metadataByteSize} bytes`,
    );
  }
  return metadata;
}

function checkInstant(value: unknown, complain: Complain): Date | null {
  if (value === undefined || value === null) return null;
  const expected = `${instantFormat}; a date alone is its midnight in UTC`;
  if (typeof value !== 'string') {
    complain('/createdAt', 'WRONG_TYPE', 'A time is text.', expected);
    return null;
  }
  const date = readInstantOrDate(value);
  if (!date) complain('/createdAt', 'INVALID_DATE', 'Not a valid instant.', expected);
  return date;
}

function checkAssets(value: unknown, complain: Complain, kind: LineKind): AssetReference[] {
  if (value === undefined || value === null) {
    complain('/assets', 'REQUIRED', 'Every item has files.', '[{ role: "PRIMARY", sha256 }, …]');
    return [];
  }
  const given = checkList(value, '/assets', manifestLimits.assets, complain);
  const assets = given.flatMap((asset, index) => checkAsset(asset, `/assets/${index}`, complain, kind) ?? []);
  const counts = new Map<AssetRole, number>();
  for (const asset of assets) {
    asset.ordinal = counts.get(asset.role) ?? 0;
    counts.set(asset.role, asset.ordinal + 1);
  }
  for (const [role, count] of counts) {
    if (count > 1 && !assetRoles[role].many) {
      complain('/assets', 'DUPLICATE_ROLE', `There are ${count} files in the role ${role}.`, `one ${role} file`);
    }
  }
  if (
    !counts.has('PRIMARY') &&
    assets.length === given.length &&
    Array.isArray(value) &&
    value.length === given.length
  ) {
    complain('/assets', 'PRIMARY_MISSING', 'There is no PRIMARY file.', 'exactly one file with the role PRIMARY');
  }
  return assets;
}

function checkAsset(value: unknown, pointer: string, complain: Complain, kind: LineKind): AssetReference | null {
  if (!isObject(value)) {
    complain(pointer, 'WRONG_TYPE', 'A file is an object.', '{ role, sha256 }');
    return null;
  }
  let sound = true;
  const wrong: Complain = (...issue) => {
    sound = false;
    complain(...issue);
  };
  const isOfFolder = kind === 'FOLDER';
  checkFields(value, isOfFolder ? assetFieldsOfFolder : assetFields, pointer, wrong);
  const { role = isOfFolder ? 'PRIMARY' : undefined, sha256, contentType = null, filename } = value;
  const path = isOfFolder ? value['path'] : undefined;
  if (path !== undefined && (typeof path !== 'string' || path === '')) {
    wrong(`${pointer}/path`, 'WRONG_TYPE', 'A path is text.', 'a path relative to the folder');
  }
  const knownRoles = `one of ${roles.join(', ')}`;
  if (role === undefined) wrong(`${pointer}/role`, 'REQUIRED', 'Every file has a role.', knownRoles);
  else if (typeof role !== 'string') wrong(`${pointer}/role`, 'WRONG_TYPE', 'A role is text.', knownRoles);
  else if (!roles.includes(role)) wrong(`${pointer}/role`, 'INVALID_VALUE', 'There is no such role.', knownRoles);
  const digest = '64 digits of lower-case hexadecimal';
  if (sha256 === undefined && isOfFolder) {
    const message = 'A file is named by its path in the folder, or by the SHA-256 of stored bytes.';
    if (path === undefined) wrong(`${pointer}/path`, 'REQUIRED', message, 'a path relative to the folder');
  } else if (sha256 === undefined) wrong(`${pointer}/sha256`, 'REQUIRED', 'A file is named by its SHA-256.', digest);
  else if (typeof sha256 !== 'string') wrong(`${pointer}/sha256`, 'WRONG_TYPE', 'A SHA-256 is text.', digest);
  else if (!isSha256(sha256)) wrong(`${pointer}/sha256`, 'INVALID_VALUE', 'This is no SHA-256.', digest);
  if (contentType !== null && (typeof contentType !== 'string' || !isContentType(contentType))) {
    const expected = 'a media type such as image/jpeg, in lower case';
    wrong(`${pointer}/contentType`, 'INVALID_VALUE', 'Not a valid content type.', expected);
  }
  const name = `text of 1 to ${manifestLimits.filenameLength} characters`;
  if (filename != null && typeof filename !== 'string') {
    wrong(`${pointer}/filename`, 'WRONG_TYPE', 'A filename is text.', name);
  } else if (filename === '' || (filename?.length ?? 0) > manifestLimits.filenameLength) {
    wrong(`${pointer}/filename`, 'TOO_LONG', 'A filename is neither empty nor long.', name);
  } else if (filename != null && !isStorable(filename)) {
    wrong(`${pointer}/filename`, 'INVALID_CHARACTER', 'This filename cannot be stored.', storable);
  }
  return sound ? ({ role, ordinal: 0, sha256, contentType, filename } as AssetReference) : null;
}
