import { instantFormat, readInstantOrDate } from '../instant.ts';
import { isObject } from '../is-object.ts';
import { canonicalJson } from './canonical-json.ts';
import { checkAnnotation } from './check-annotation.ts';
import { checkAssets, type LineKind } from './check-assets.ts';
import { checkJsonValue, storable } from './check-json-value.ts';
import { checkList } from './check-list.ts';
import { isLongerThan, isStorable, pointerTo } from './check-text.ts';
import { type Complain, checkFields } from './complain.ts';
import type { Issue, IssueCode } from './issue-codes.ts';
import type { AnnotationContent, ItemContent } from './item-content.ts';
import { isKey } from './key-of.ts';
import { manifestLimits } from './manifest-limits.ts';
import { type IngestMode, type ItemType, itemTypes, removesUnnamed } from './names.ts';

const typeNames: readonly string[] = itemTypes;
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
const knownFields: readonly string[] = itemFields;

const expected = {
  key: `a string of 1 to ${manifestLimits.keyByteSize} bytes without control characters`,
  type: `one of ${itemTypes.join(', ')}`,
  title: `a string of at most ${manifestLimits.titleLength} characters`,
  tag: `a string of 1 to ${manifestLimits.tagLength} characters`,
  metadata: `at most ${manifestLimits.metadataByteSize} bytes`,
  createdAt: `${instantFormat}, or a date, which means midnight UTC`,
};

/**
 * Checks one manifest line, parsed as JSON. Reports all its issues, and returns null if it has any. The existence of
 * its files is checked later.
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
  const complain: Complain = (pointer, code, message, wanted) => {
    sound = false;
    report({ line, key, pointer, code, message, expected: wanted ?? null });
    return false;
  };
  if (!isObject(value)) {
    complain('', 'WRONG_TYPE', 'The line must be a JSON object.', 'a JSON object');
    return null;
  }
  key = checkKey(value['key'], complain);
  checkFields(value, itemFields, '', complain);
  if (value['remove'] === true) {
    if (removesUnnamed[mode]) {
      complain(
        '/remove',
        'REMOVE_NOT_ALLOWED',
        '`remove` works only in APPEND mode. In REPLACE mode, leave out the line of the item.',
        'no `remove`',
      );
    }
    const surplus = Object.keys(value).find((field) => field !== 'key' && field !== 'remove');
    if (surplus !== undefined && knownFields.includes(surplus)) {
      complain(
        pointerTo(surplus),
        'UNKNOWN_FIELD',
        'A line with `remove` must have no other fields.',
        '{ key, remove }',
      );
    }
    return sound && key !== null ? { line, key, remove: true } : null;
  }
  if (value['remove'] !== undefined && value['remove'] !== false) {
    complain('/remove', 'WRONG_TYPE', '`remove` must be true or false.', 'a boolean');
  }
  const type = checkType(value['type'], complain);
  const title = checkTitle(value['title'], complain);
  const tags = checkTags(value['tags'], complain);
  const metadata = checkMetadata(value['metadata'], complain);
  const createdAt = checkInstant(value['createdAt'], complain);
  const assets = checkAssets(value['assets'], complain, kind);
  const annotations = checkAnnotations(value['annotations'], complain);
  if (!sound || key === null || type === null) return null;
  return { line, key, remove: false, type, title, tags, metadata, createdAt, assets, annotations };
}

function checkKey(value: unknown, complain: Complain): string | null {
  if (value === undefined) complain('/key', 'REQUIRED', '`key` is required.', expected.key);
  else if (typeof value !== 'string') complain('/key', 'WRONG_TYPE', '`key` must be a string.', expected.key);
  else if (!isKey(value))
    complain('/key', 'INVALID_KEY', '`key` is empty, too long, or contains control characters.', expected.key);
  else if (!isStorable(value))
    complain('/key', 'INVALID_CHARACTER', '`key` contains characters that cannot be stored.', storable);
  else return value;
  return null;
}

function checkType(value: unknown, complain: Complain): ItemType | null {
  if (value === undefined) complain('/type', 'REQUIRED', '`type` is required.', expected.type);
  else if (typeof value !== 'string') complain('/type', 'WRONG_TYPE', '`type` must be a string.', expected.type);
  else if (!typeNames.includes(value))
    complain('/type', 'INVALID_VALUE', 'This type of item is unknown.', expected.type);
  else return value as ItemType;
  return null;
}

function checkTitle(value: unknown, complain: Complain): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') complain('/title', 'WRONG_TYPE', '`title` must be a string.', expected.title);
  else if (value.length > manifestLimits.titleLength) {
    complain('/title', 'TOO_LONG', 'The title is too long.', expected.title);
  } else if (!isStorable(value))
    complain('/title', 'INVALID_CHARACTER', '`title` contains characters that cannot be stored.', storable);
  else return value;
  return null;
}

function checkTags(value: unknown, complain: Complain): string[] {
  const given = checkList(value, '/tags', manifestLimits.tags, complain);
  const tags: string[] = [];
  for (let index = 0; index < given.length; index += 1) {
    const tag = given[index];
    const problem = tagProblem(tag);
    if (problem) complain(`/tags/${index}`, ...problem);
    else if (!tags.includes(tag as string)) tags.push(tag as string);
  }
  return tags;
}

function tagProblem(tag: unknown): [code: IssueCode, message: string, expected: string] | null {
  if (typeof tag !== 'string') return ['WRONG_TYPE', 'The tag must be a string.', expected.tag];
  if (tag.trim() === '') return ['INVALID_VALUE', 'The tag must not be blank.', expected.tag];
  if (tag.length > manifestLimits.tagLength) return ['TOO_LONG', 'The tag is too long.', expected.tag];
  return isStorable(tag) ? null : ['INVALID_CHARACTER', 'The tag contains characters that cannot be stored.', storable];
}

function checkMetadata(value: unknown, complain: Complain): string {
  if (value === undefined || value === null) return '{}';
  if (!isObject(value)) {
    complain('/metadata', 'WRONG_TYPE', '`metadata` must be a JSON object.', 'a JSON object');
    return '{}';
  }
  if (!checkJsonValue(value, '/metadata', complain)) return '{}';
  const metadata = canonicalJson(value);
  if (isLongerThan(metadata, manifestLimits.metadataByteSize)) {
    complain('/metadata', 'TOO_LARGE', 'The metadata is too large.', expected.metadata);
  }
  return metadata;
}

function checkInstant(value: unknown, complain: Complain): Date | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') {
    complain('/createdAt', 'WRONG_TYPE', '`createdAt` must be a string.', expected.createdAt);
    return null;
  }
  const date = readInstantOrDate(value);
  if (!date) complain('/createdAt', 'INVALID_DATE', '`createdAt` is not a valid date and time.', expected.createdAt);
  return date;
}

function checkAnnotations(value: unknown, complain: Complain): AnnotationContent[] {
  return checkList(value, '/annotations', manifestLimits.annotations, complain).flatMap(
    (annotation, index) => checkAnnotation(annotation, `/annotations/${index}`, complain) ?? [],
  );
}
