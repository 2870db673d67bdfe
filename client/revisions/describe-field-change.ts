import { showInvisible } from '#formats/show-invisible.ts';
import type { ItemField } from '../gql/graphql.ts';
import * as strings from './strings.ts';

interface Change {
  field: ItemField;
  pointer?: string | null;
  role?: string | null;
  before?: unknown;
  after?: unknown;
}

const longest = 160;

/** Returns the name of the changed field, its old and its new value. A missing value is an empty text. */
export function describeFieldChange({ field, pointer, role, before, after }: Change) {
  switch (field) {
    case 'TAGS':
      return {
        name: strings.tags,
        before: listed(without(before, after)),
        after: listed(without(after, before)) || orderOf(before, after),
      };
    case 'METADATA':
      return { name: showInvisible(pointer || strings.metadata), before: told(before), after: told(after) };
    case 'ASSETS':
      return { name: strings.file(role?.toLowerCase() ?? ''), before: fileOf(before), after: fileOf(after) };
    case 'ANNOTATIONS':
      return { name: strings.annotations, before: listed(labelsOf(before)), after: listed(labelsOf(after)) };
    case 'TYPE':
      return { name: strings.type, before: told(before), after: told(after) };
    case 'TITLE':
      return { name: strings.itemTitle, before: told(before), after: told(after) };
    case 'CREATED_AT':
      return { name: strings.created, before: told(before), after: told(after) };
    default:
      return field satisfies never;
  }
}

function told(value: unknown): string {
  if (value === null || value === undefined) return '';
  return shorten(typeof value === 'string' ? value : JSON.stringify(value));
}

function without(these: unknown, others: unknown): unknown[] {
  return Array.isArray(these) ? these.filter((one) => !(Array.isArray(others) && others.includes(one))) : [];
}

function orderOf(before: unknown, after: unknown): string {
  return Array.isArray(after) && without(before, after).length === 0 ? strings.reordered(listed(after)) : '';
}

function listed(values: readonly unknown[]): string {
  return shorten(values.map(String).join(', '));
}

function fileOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const { filename, contentType, sha256 } = value as Record<string, unknown>;
  return shorten(`${String(filename ?? contentType)} (${String(sha256).slice(0, 8)})`);
}

function labelsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.map((one: { label?: unknown; confidence?: unknown }) =>
    typeof one.confidence === 'number' ? `${String(one.label)} ${one.confidence}` : String(one.label),
  );
}

function shorten(text: string): string {
  return showInvisible(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
