import { essenceOf } from '#formats/content-type.ts';
import { isStorable } from '#formats/manifest/check-text.ts';
import { patternOf } from '#formats/text/case-pattern.ts';
import { normaliseTag } from '#formats/text/normalise-tags.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { ItemType } from '#prisma/client/enums.ts';
import { annotationsOfSql } from '../annotations/annotations-of-sql.ts';
import { InvalidInput, LimitExceeded } from '../errors.ts';
import { compileQuery } from '../text/tsquery.ts';
import { type MetadataCondition, metadataSql } from './metadata-condition.ts';
import { type Range, rangeSql } from './number-range.ts';
import { type DatasetInSql, exactTags, type TagFilter, tagsSql } from './tag-condition.ts';

/**
 * Conditions on the items of a dataset. An item must satisfy all of them. An empty list of alternatives (`types`,
 * `keys`, `contentTypes`, `tags.any`, `tags.anyPrefix`, `or`, `in`) matches nothing. An empty list of requirements
 * (`tags.all`, `tags.none`, `and`, `metadata`) matches everything.
 */
export interface ItemFilter {
  types?: readonly ItemType[] | null;
  keys?: readonly string[] | null;
  /** Content types of the primary file. Upper and lower case are equal, and parameters are ignored. */
  contentTypes?: readonly string[] | null;
  tags?: TagFilter | null;
  /** Part of the title. Upper and lower case are equal, and so are the Unicode forms NFC and NFD. */
  titleContains?: string | null;
  /** Words of the title, key, tags, text or transcript. The last word may be incomplete. */
  text?: string | null;
  metadata?: readonly MetadataCondition[] | null;
  annotation?: AnnotationCondition | null;
  hasTranscript?: boolean | null;
  createdAt?: { from?: Date | null; before?: Date | null } | null;
  /** Total size of the item's files in bytes. */
  byteSize?: Range<number> | null;
  /** Duration in seconds. An item without a duration does not match. */
  durationSeconds?: Range<number> | null;
  /** Number of the last revision that the caller has read. Only items that were added or changed later match. */
  changedSinceRevisionNumber?: number | null;
  and?: readonly ItemFilter[] | null;
  or?: readonly ItemFilter[] | null;
  not?: ItemFilter | null;
}

/** Condition that the item has at least one annotation with all of these properties. */
export interface AnnotationCondition {
  label?: string | null;
  minConfidence?: number | null;
  /** Whether to ignore annotations of reviewers. Clients cannot set it, because it depends on the viewer. */
  publishedOnly?: boolean | null;
}

const maxKeys = 100;
const maxContentTypes = 20;
const maxConditions = 50;
const deepest = 5;
const longestText = 500;

/** Ways to find items with some words: a lookup in the word index, or a check of each row that is read. */
export type WordsWay = 'LOOKED_UP' | 'READ';

/** Returns the SQL condition of a filter on `item i`. The statement must also restrict the rows to the dataset. */
export function itemFilterSql(filter: ItemFilter, dataset: DatasetInSql, wordsWay: WordsWay = 'LOOKED_UP'): Prisma.Sql {
  requireModest(filter);
  return conditionSql(filter, dataset, wordsWay);
}

function conditionSql(filter: ItemFilter, dataset: DatasetInSql, wordsWay: WordsWay): Prisma.Sql {
  const conditions: Prisma.Sql[] = [];
  if (filter.types) {
    conditions.push(Prisma.sql`i.type = ANY (${[...new Set(filter.types)]}::text[]::"ItemType"[])`);
  }
  if (filter.keys) conditions.push(keysSql(filter.keys));
  if (filter.contentTypes) conditions.push(contentTypesSql(filter.contentTypes));
  conditions.push(...tagsSql(filter.tags, dataset));
  const title = readText(filter.titleContains, 'filter.titleContains');
  if (title) conditions.push(titleSql(title));
  const words = readText(filter.text, 'filter.text');
  if (words) conditions.push(wordsCondition(words, dataset, wordsWay));
  for (const condition of filter.metadata ?? []) conditions.push(metadataSql(condition));
  if (filter.annotation) conditions.push(annotationSql(filter.annotation));
  if (filter.hasTranscript != null) {
    conditions.push(Prisma.sql`
      EXISTS (
        SELECT FROM item_asset ia WHERE ia.org_id = i.org_id AND ia.item_id = i.id AND ia.role = 'TRANSCRIPT'
      ) = ${filter.hasTranscript}::boolean`);
  }
  const { from, before } = filter.createdAt ?? {};
  if (from) conditions.push(Prisma.sql`i.created_at >= ${from}::timestamptz`);
  if (before) conditions.push(Prisma.sql`i.created_at < ${before}::timestamptz`);
  conditions.push(...rangeSql(Prisma.sql`i.byte_size`, 'bigint', filter.byteSize ?? {}));
  conditions.push(...durationSql(filter.durationSeconds ?? {}));
  if (filter.changedSinceRevisionNumber != null) {
    conditions.push(changedSinceSql(filter.changedSinceRevisionNumber));
  }
  for (const part of filter.and ?? []) conditions.push(conditionSql(part, dataset, wordsWay));
  if (filter.or?.length === 0) conditions.push(Prisma.sql`FALSE`);
  else if (filter.or)
    conditions.push(
      Prisma.sql`(${Prisma.join(
        filter.or.map((part) => conditionSql(part, dataset, wordsWay)),
        ' OR ',
      )})`,
    );
  if (filter.not) conditions.push(Prisma.sql`(${conditionSql(filter.not, dataset, wordsWay)}) IS NOT TRUE`);
  if (conditions.length === 0) return Prisma.sql`TRUE`;
  return conditions.length === 1 ? conditions[0]! : Prisma.sql`(${Prisma.join(conditions, ' AND ')})`;
}

function keysSql(keys: readonly string[]): Prisma.Sql {
  if (keys.length > maxKeys) {
    throw new LimitExceeded(maxKeys, `A filter can have at most ${maxKeys} keys. Send several requests.`);
  }
  for (const key of keys) storable('filter.keys', key);
  return Prisma.sql`i.key = ANY (${[...new Set(keys)]}::text[])`;
}

/**
 * Returns the SQL condition that the primary file of an item has one of these content types, whatever its parameters
 * are.
 */
function contentTypesSql(given: readonly string[]): Prisma.Sql {
  if (given.length > maxContentTypes) {
    throw new LimitExceeded(maxContentTypes, `A filter can have at most ${maxContentTypes} content types.`);
  }
  const types = given.map((type) => essenceOf(storable('filter.contentTypes', type)));
  return Prisma.sql`
    EXISTS (
      SELECT FROM item_asset ia JOIN asset f ON f.org_id = ia.org_id AND f.id = ia.asset_id
      WHERE ia.org_id = i.org_id AND ia.item_id = i.id AND ia.role = 'PRIMARY'
        AND lower(btrim(split_part(f.content_type, ';', 1))) = ANY (${types}::text[])
    )`;
}

/** Returns the SQL condition that a title contains this text. An item without a title does not match. */
function titleSql(part: string): Prisma.Sql {
  const forms = [...new Set([part.normalize('NFC'), part.normalize('NFD')])];
  return Prisma.sql`i.title ~ ${`(?:${forms.map((form) => patternOf(form, true)).join('|')})`}`;
}

/**
 * Returns the SQL conditions for a range of durations. In the sort columns, an item without a duration has -Infinity or
 * Infinity. The choice of the column makes a range with only one end exclude such items.
 */
function durationSql(range: Range<number>): Prisma.Sql[] {
  const hasStart = range.gte != null || range.gt != null;
  return rangeSql(hasStart ? Prisma.sql`i.sort_duration_desc` : Prisma.sql`i.sort_duration_asc`, 'float8', range);
}

function changedSinceSql(revisionNumber: number): Prisma.Sql {
  if (revisionNumber >= 0) return Prisma.sql`i.since_revision > ${revisionNumber}::integer`;
  throw new InvalidInput(
    'filter.changedSinceRevisionNumber',
    'The revision number must be 0 or more. Send the last revision that you have read, or 0 for all items.',
  );
}

/** Returns the SQL condition that an item contains these words. A text without any word matches no item. */
function wordsCondition(text: string, dataset: DatasetInSql, way: WordsWay): Prisma.Sql {
  const query = compileQuery(text);
  return query.match === null ? Prisma.sql`FALSE` : wordsSql[way](query.match, text, dataset);
}

const wordsSql: Record<WordsWay, (match: string, text: string, dataset: DatasetInSql) => Prisma.Sql> = {
  LOOKED_UP: (match, text, { id, orgId }) =>
    Prisma.sql`i.id IN (SELECT m.item_id FROM items_matching(${orgId}::uuid, ${id}::uuid, ${match}::tsquery, ${text}) m)`,
  // Words of rows with version 0 come from PostgreSQL's parser. OFFSET 0 prevents PostgreSQL from reading all texts
  // first.
  READ: (match, text) => Prisma.sql`
    CASE WHEN i.words_version > 0 THEN i.words @@ ${match}::tsquery
    ELSE i.words @@ search_query(${text}) OR EXISTS (
      SELECT FROM item_asset ia JOIN asset_text t ON t.org_id = ia.org_id AND t.asset_id = ia.asset_id
      WHERE ia.org_id = i.org_id AND ia.item_id = i.id AND t.search @@ search_query(${text}) OFFSET 0
    ) END`,
};

/**
 * Returns the SQL condition that an item has such an annotation, published with its current state or created by a
 * reviewer.
 */
function annotationSql({ label, minConfidence, publishedOnly }: AnnotationCondition): Prisma.Sql {
  const conditions = [annotationsOfSql(Prisma.raw('i'), !publishedOnly)];
  if (label != null) {
    const asGiven = storable('filter.annotation.label', label);
    // Labels of earlier versions can be stored in another normal form, so all forms are compared.
    const forms = [...new Set([normaliseTag(asGiven), asGiven, asGiven.normalize('NFD')])];
    conditions.push(
      forms.length === 1 ? Prisma.sql`a.label = ${forms[0]}` : Prisma.sql`a.label = ANY (${forms}::text[])`,
    );
  }
  if (minConfidence != null) conditions.push(Prisma.sql`a.confidence >= ${minConfidence}::float8`);
  return Prisma.sql`EXISTS (SELECT FROM annotation a WHERE ${Prisma.join(conditions, ' AND ')})`;
}

/** Returns the search text of an argument. Throws `InvalidInput` if it is too long or cannot be stored. */
export function readText(text: string | null | undefined, argument: string): string {
  if (text && text.length > longestText) {
    throw new LimitExceeded(longestText, `A search text can have at most ${longestText} characters.`);
  }
  return storable(argument, text ?? '').trim();
}

/** Returns the search texts that a filter requires of every matching item. */
export function requiredWords(filter: ItemFilter): string[] {
  const words = readText(filter.text, 'filter.text');
  return [...(words ? [words] : []), ...(filter.and ?? []).flatMap(requiredWords)];
}

/** Returns the tags that a filter requires of every matching item. */
export function requiredTags(filter: ItemFilter): string[] {
  return [...new Set([...exactTags(filter.tags), ...(filter.and ?? []).flatMap(requiredTags)])];
}

function storable(argument: string, text: string): string {
  if (!isStorable(text)) throw new InvalidInput(argument, 'The text must not contain U+0000 or unpaired surrogates.');
  return text;
}

/**
 * Throws `LimitExceeded` if a filter is nested too deeply or has too many conditions. Must be called before the filter
 * is compiled.
 */
export function requireModest(filter: ItemFilter): void {
  let conditions = 0;
  const walk = (part: ItemFilter, depth: number) => {
    if (depth > deepest) throw new LimitExceeded(deepest, `Filters may be nested at most ${deepest} levels deep.`);
    conditions += 1 + (part.metadata?.length ?? 0);
    if (conditions > maxConditions) {
      throw new LimitExceeded(maxConditions, `A filter can have at most ${maxConditions} conditions.`);
    }
    for (const inner of partsOf(part)) walk(inner, depth + 1);
  };
  walk(filter, 1);
}

/** Returns the filters that are directly inside a filter. */
export function partsOf({ and, or, not }: ItemFilter): ItemFilter[] {
  return [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])];
}

/** Returns a copy of a filter, with `replace` applied to each filter that it directly contains. */
export function withParts(
  { and, or, not, ...rest }: ItemFilter,
  replace: (part: ItemFilter) => ItemFilter,
): ItemFilter {
  return {
    ...rest,
    ...(and && { and: and.map(replace) }),
    ...(or && { or: or.map(replace) }),
    ...(not && { not: replace(not) }),
  };
}

/** Returns whether a filter has no condition. */
export function isEmptyFilter(filter: ItemFilter): boolean {
  return itemFilterSql(filter, { id: '', orgId: '' }).sql === 'TRUE';
}
