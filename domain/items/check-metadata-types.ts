import type { Context } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { type ItemFilter, partsOf } from './item-filter.ts';
import { type MetadataCondition, rangeEnds } from './metadata-condition.ts';

/**
 * Refuses a filter that compares metadata with values which no item can have there by the organization's schemas. A path
 * that no schema gives a type is left alone.
 */
export async function checkMetadataTypes(
  { db }: Pick<Context, 'db'>,
  orgId: string,
  filter: ItemFilter,
): Promise<void> {
  const conditions = metadataConditions(filter);
  if (conditions.length === 0) return;
  const rows = await db.itemSchema.findMany({
    where: { orgId },
    distinct: ['type'],
    orderBy: [{ type: 'asc' }, { version: 'desc' }],
    select: { schema: true },
  });
  for (const { path, equals, in: values, range } of conditions) {
    const allowed = new Set(rows.flatMap(({ schema }) => typesAt(schema, path)));
    if (allowed.size === 0) continue;
    const given = [
      ...(equals === undefined ? [] : [equals]),
      ...(values ?? []),
      ...rangeEnds(range).map(([, end]) => end),
    ];
    const wrong = given.find((value) => !typesOf(value).some((type) => allowed.has(type)));
    if (wrong !== undefined) {
      throw new InvalidInput(
        `filter.metadata.${path.join('.')}`,
        `By the schema this is ${[...allowed].join(' or ')}, and not ${typesOf(wrong)[0]}.`,
      );
    }
  }
}

function metadataConditions(filter: ItemFilter): MetadataCondition[] {
  return [...(filter.metadata ?? []), ...partsOf(filter).flatMap(metadataConditions)];
}

/** The `type` that a JSON Schema gives what stands at a path; none when it does not say. */
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

/** The JSON Schema types a value is of. */
function typesOf(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  // By its own definition a whole number is of the type number as well; one may also ask where fractions cannot be.
  if (typeof value === 'number') return ['number', 'integer'];
  return [typeof value];
}
