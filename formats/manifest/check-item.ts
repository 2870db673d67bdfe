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
  key: `text of 1 to ${manifestLimits.keyByteSize} bytes without control characters`,
  type: `one of ${itemTypes.join(', ')}`,
  title: `text of up to ${manifestLimits.titleLength} characters`,
  tag: `text of 1 to ${manifestLimits.tagLength} characters`,
  metadata: `at most ${manifestLimits.metadataByteSize} bytes`,
  createdAt: `${instantFormat}; a date alone is its midnight in UTC`,
};

/**
 * Reads one manifest line that has been parsed as JSON. Reports all its problems, and returns null if it has any. The
 * things that it refers to are looked up later.
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
    complain('', 'WRONG_TYPE', 'A line is an object.', 'a JSON object');
    return null;
  }
  key = checkKey(value['key'], complain);
  checkFields(value, itemFields, '', complain);
  if (value['remove'] === true) {
    if (removesUnnamed[mode]) {
      complain('/remove', 'REMOVE_NOT_ALLOWED', 'A REPLACE session removes what it does not name.', 'no `remove`');
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
    complain('/remove', 'WRONG_TYPE', '`remove` is true or false.', 'a boolean');
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
  if (value === undefined) complain('/key', 'REQUIRED', 'Every line has a key.', expected.key);
  else if (typeof value !== 'string') complain('/key', 'WRONG_TYPE', 'A key is text.', expected.key);
  else if (!isKey(value)) complain('/key', 'INVALID_KEY', 'Not a valid key.', expected.key);
  else if (!isStorable(value)) complain('/key', 'INVALID_CHARACTER', 'This key cannot be stored.', storable);
  else return value;
  return null;
}

function checkType(value: unknown, complain: Complain): ItemType | null {
  if (value === undefined) complain('/type', 'REQUIRED', 'Every item has a type.', expected.type);
  else if (typeof value !== 'string') complain('/type', 'WRONG_TYPE', 'A type is text.', expected.type);
  else if (!typeNames.includes(value)) complain('/type', 'INVALID_VALUE', 'There is no such type.', expected.type);
  else return value as ItemType;
  return null;
}

function checkTitle(value: unknown, complain: Complain): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') complain('/title', 'WRONG_TYPE', 'A title is text.', expected.title);
  else if (value.length > manifestLimits.titleLength) {
    complain('/title', 'TOO_LONG', 'The title is too long.', expected.title);
  } else if (!isStorable(value)) complain('/title', 'INVALID_CHARACTER', 'This title cannot be stored.', storable);
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
  if (typeof tag !== 'string') return ['WRONG_TYPE', 'A tag is text.', expected.tag];
  if (tag.trim() === '') return ['INVALID_VALUE', 'A tag is not blank.', expected.tag];
  if (tag.length > manifestLimits.tagLength) return ['TOO_LONG', 'The tag is too long.', expected.tag];
  return isStorable(tag) ? null : ['INVALID_CHARACTER', 'This tag cannot be stored.', storable];
}

function checkMetadata(value: unknown, complain: Complain): string {
  if (value === undefined || value === null) return '{}';
  if (!isObject(value)) {
    complain('/metadata', 'WRONG_TYPE', 'Metadata are an object.', 'a JSON object');
    return '{}';
  }
  if (!checkJsonValue(value, '/metadata', complain)) return '{}';
  const metadata = canonicalJson(value);
  if (isLongerThan(metadata, manifestLimits.metadataByteSize)) {
    complain('/metadata', 'TOO_LARGE', 'The metadata are too large.', expected.metadata);
  }
  return metadata;
}

function checkInstant(value: unknown, complain: Complain): Date | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') {
    complain('/createdAt', 'WRONG_TYPE', 'A time is text.', expected.createdAt);
    return null;
  }
  const date = readInstantOrDate(value);
  if (!date) complain('/createdAt', 'INVALID_DATE', 'Not a valid instant.', expected.createdAt);
  return date;
}

function checkAnnotations(value: unknown, complain: Complain): AnnotationContent[] {
  return checkList(value, '/annotations', manifestLimits.annotations, complain).flatMap(
    (annotation, index) => checkAnnotation(annotation, `/annotations/${index}`, complain) ?? [],
  );
}
