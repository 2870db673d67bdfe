import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { type ItemFilter, partsOf, requireModest } from './item-filter.ts';
import type { MetadataCondition } from './metadata-condition.ts';
import { rangeEnds } from './number-range.ts';
import { findStoredTypes, hasStoredType, type JsonType } from './stored-metadata-types.ts';

/**
 * Throws `InvalidInput` if a filter compares metadata with a value whose type cannot occur at that path. The possible
 * types come from the organization's schemas. If no schema declares the path, they come from the items of the revision.
 */
export async function checkMetadataTypes(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number | null,
  filter: ItemFilter,
): Promise<void> {
  requireModest(filter);
  const comparisons = metadataConditions(filter)
    .map((condition) => ({ path: condition.path, values: comparedValues(condition) }))
    .filter(({ values }) => values.length > 0);
  if (comparisons.length === 0) return;
  const schemas = await db.itemSchema.findMany({
    where: { orgId: dataset.orgId },
    distinct: ['type'],
    orderBy: [{ type: 'asc' }, { version: 'desc' }],
    select: { schema: true },
  });
  const undeclared = comparisons.filter(({ path, values }) => {
    const declared = new Set(schemas.flatMap(({ schema }) => typesAt(schema, path)));
    if (declared.size === 0) return true;
    const wrong = values.find((value) => !schemaTypesOf(value).some((type) => declared.has(type)));
    if (wrong === undefined) return false;
    throw wrongType(
      path,
      `The schema declares this field as ${[...declared].join(' or ')}. Compare it with a value of such a type, not of type ${nameOf(wrong)}.`,
    );
  });
  if (undeclared.length === 0 || revision === null) return;
  const found = await findStoredTypes(
    { db },
    dataset,
    revision,
    undeclared.map(({ path }) => path),
  );
  for (const [index, { path, values }] of undeclared.entries()) {
    const stored = found[index]!;
    // Null can be compared with every value. If no item of the sample has the path, every type is allowed.
    const wrong = values.find((value) => value !== null && !stored.has(jsonTypeOf(value)));
    if (stored.size === 0 || wrong === undefined) continue;
    const type = jsonTypeOf(wrong);
    if (await hasStoredType({ db }, dataset, revision, path, type)) continue;
    throw wrongType(
      path,
      `The items have values of type ${[...stored].join(' or ')} here. Compare them with a value of such a type, not of type ${nameOf(wrong)}.`,
    );
  }
}

/**
 * Returns the values of a condition whose type must be a stored type. For `contains`, the stored value must be a list.
 */
function comparedValues({ equals, in: values, range, contains }: MetadataCondition): unknown[] {
  return [
    ...(equals === undefined ? [] : [equals]),
    ...(values ?? []),
    ...rangeEnds(range).map(([, end]) => end),
    ...(contains === undefined ? [] : [[contains]]),
  ];
}

function wrongType(path: readonly string[], message: string): InvalidInput {
  return new InvalidInput(`filter.metadata.${path.join('.')}`, message);
}

/** Returns the name of the type of a value, as messages use it. */
function nameOf(value: unknown): string {
  return Array.isArray(value) ? 'array (which `contains` requires)' : jsonTypeOf(value);
}

function metadataConditions(filter: ItemFilter): MetadataCondition[] {
  return [...(filter.metadata ?? []), ...partsOf(filter).flatMap(metadataConditions)];
}

/** Returns the types that a JSON Schema declares at a path. Returns an empty list if it declares none. */
function typesAt(schema: unknown, path: readonly string[]): string[] {
  let place: unknown = schema;
  for (const name of path) place = member(member(place, 'properties'), name);
  const type = member(place, 'type');
  return [type].flat().filter((name) => typeof name === 'string');
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** Returns the JSON Schema types of which a value can be an instance. */
function schemaTypesOf(value: unknown): string[] {
  // A range can have any numbers as its ends, even if the schema declares integers.
  return typeof value === 'number' ? ['number', 'integer'] : [jsonTypeOf(value)];
}

/** Returns the type of a value, by the names of `jsonb_typeof`. */
function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}
