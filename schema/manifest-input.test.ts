import * as fc from 'fast-check';
import {
  coerceInputValue,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { expect, test } from 'vitest';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { checkItem } from '#formats/manifest/check-item.ts';
import {
  annotationMembers,
  assetMembers,
  geometryMembers,
  itemMembers,
  pixelMembers,
  removeMember,
} from '#formats/manifest/manifest-schema.ts';
import { answerTo } from '#tests/kit/ask.ts';
import { idOf } from '#tests/kit/mutate.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { schema } from './index.ts';

const lab = worldOfFile();

type Member = Record<string, unknown>;

const inputOf = (name: string) => schema.getType(name) as GraphQLInputObjectType;
const { path: _path, ...assetsOfApi } = assetMembers;
const described: [string, Record<string, Member>][] = [
  ['ManifestItemInput', { ...itemMembers, remove: removeMember }],
  ['ManifestAssetInput', assetsOfApi],
  ['ManifestAnnotationInput', annotationMembers],
  ['PixelSizeInput', pixelMembers],
];

test.each(described)('%s has the fields, types and descriptions of the schema of manifests', (name, members) => {
  const fields = inputOf(name).getFields();
  expect(Object.keys(fields).sort()).toEqual(Object.keys(members).sort());
  for (const [field, member] of Object.entries(members)) {
    expect(fields[field]!.description, `${name}.${field}`).toBe(member['description']);
    expect(formOf(fields[field]!.type), `${name}.${field}`).toEqual(formOfMember(field, member));
  }
});

test('GeometryInput has the members of the geometries of all kinds', () => {
  const members = new Map(Object.values(geometryMembers).flatMap((each) => Object.entries(each)));
  const fields = inputOf('GeometryInput').getFields();
  expect(Object.keys(fields).sort()).toEqual([...members.keys()].sort());
  for (const [name, member] of members) expect(formOf(fields[name]!.type), name).toEqual(formOfMember(name, member));
});

/** Returns the form of a type of GraphQL: a list, the values of an enum, or a name. */
function formOf(type: GraphQLInputType): unknown {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) return [formOf(nullable.ofType)];
  const named = getNamedType(nullable);
  if (isEnumType(named)) return new Set(named.getValues().map(({ name }) => name));
  return isInputObjectType(named) ? 'object' : named.name;
}

/** Returns the same form of a member of the JSON Schema. */
function formOfMember(name: string, member: Member): unknown {
  if (Array.isArray(member['enum'])) return new Set(member['enum']);
  if (name === 'metadata') return 'JSON';
  const type = [member['type']].flat()[0];
  if (type === 'array') {
    const items = member['items'] as Member;
    return ['$ref' in items ? 'object' : formOfMember('', items)];
  }
  const names: Record<string, string> = { string: 'String', number: 'Float', integer: 'Int', boolean: 'Boolean' };
  return names[String(type)] ?? 'object';
}

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const fraction = fc.double({ min: 0, max: 0.5, noNaN: true });
const sha256 = fc.constant('ab'.repeat(32));
const line = fc.record({
  key: fc.constantFrom('a', 'b'),
  type: fc.constantFrom('IMAGE', 'TEXT', 'FILE', 'PICTURE'),
  title: optional(fc.constantFrom('A', 'B', null, 7)),
  tags: optional(fc.constantFrom(['x'], [], null, ['x', 'y'], ['x', 7])),
  metadata: optional(fc.constantFrom({ a: [1] }, null, [])),
  createdAt: optional(fc.constantFrom('2026-11-01T09:30:00Z', '2026-11-01', 'yesterday', null)),
  assets: fc.array(
    fc.record({
      role: fc.constantFrom('PRIMARY', 'PRIMARY', 'ATTACHMENT', 'ATTACHMENT', 'COVER'),
      sha256,
      filename: optional(fc.constant('a.jpg')),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  annotations: optional(
    fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('BOX'),
          label: fc.constant('x'),
          confidence: optional(fc.constantFrom(0.5, null, 'high')),
          geometry: fc.record({ x: fraction, y: fraction, width: fc.constant(0.1), height: fc.constant(0.1) }),
        }),
        fc.record({
          kind: fc.constantFrom('POLYLINE', 'POINT'),
          label: fc.constant('x'),
          geometry: fc.record({ points: fc.array(fc.tuple(fraction, fraction), { maxLength: 4 }) }),
        }),
        fc.record({
          kind: fc.constantFrom('TEXT_SPAN', 'TIME_RANGE'),
          label: fc.constant('x'),
          geometry: fc.constantFrom({ start: 1, end: 2 }, { startSeconds: 0, endSeconds: 0.5 }, { start: 'a', end: 2 }),
        }),
        fc.record({ kind: fc.constantFrom('CLASSIFICATION', 'OTHER'), label: fc.constant('x') }),
      ),
      { maxLength: 2 },
    ),
  ),
  remove: fc.constantFrom(undefined, undefined, undefined, false, true),
});

test('what the checker of manifests accepts fits the types', () => {
  let accepted = 0;
  fc.assert(
    fc.property(line, (given) => {
      const value: unknown = JSON.parse(JSON.stringify(given));
      let sound = true;
      checkItem(value, 1, 'APPEND', () => {
        sound = false;
      });
      if (!sound) return;
      accepted += 1;
      coerceInputValue(value, inputOf('ManifestItemInput'), (path, _value, error) => {
        throw new Error(`${path.join('.')}: ${error.message}`);
      });
    }),
    { numRuns: 2_000, seed: 7 },
  );
  expect(accepted).toBeGreaterThan(50);
});

const publish = `mutation ($input: PublishIngestSessionInput!) {
  publishIngestSession(input: $input) {
    ... on ValidationFailed { session { issues(first: 50) { nodes { line key pointer code } } } }
    ... on Error { code }
  }
}`;

test('items of a wrong shape are issues with their line, key and pointer, in variables of any type', async () => {
  const { alice, birds } = lab();
  const items: unknown[] = [
    { key: 'a', type: 'PICTURE', assets: [{ role: 'COVER', sha256: 'x' }] },
    'no object',
    { key: 'c', type: 'TEXT', assets: {}, tags: 'one', titel: 'C', annotations: [{ kind: 'BOX', geometry: [] }] },
    ...Array.from({ length: 60 }, (_, index) => ({ key: `k${index}`, type: 7, assets: [] })),
  ];
  const { id } = await openIngestSession(await alice.context(), { datasetId: birds.id, mode: 'REPLACE' });
  const input = { sessionId: idOf('IngestSession', id), manifest: { items }, dryRun: true };
  const inOne = await answerTo(alice, publish, { input });
  const apart = await answerTo(
    alice,
    publish
      .replace('$input: PublishIngestSessionInput!', '$session: ID!, $items: [ManifestItemInput!]!')
      .replace('input: $input', 'input: { sessionId: $session, manifest: { items: $items }, dryRun: true }'),
    { session: input.sessionId, items },
  );
  for (const { data, errors } of [inOne, apart]) {
    expect(errors).toBeUndefined();
    const { code, session } = data!['publishIngestSession'] as {
      code: string;
      session: { issues: { nodes: { line: number; key: string | null; pointer: string; code: string }[] } };
    };
    expect(code).toBe('VALIDATION_FAILED');
    expect(session.issues.nodes).toHaveLength(50);
    expect(session.issues.nodes.slice(0, 12)).toEqual(
      expect.arrayContaining([
        { line: 1, key: 'a', pointer: '/type', code: 'INVALID_VALUE' },
        { line: 1, key: 'a', pointer: '/assets/0/role', code: 'INVALID_VALUE' },
        { line: 2, key: null, pointer: '', code: 'WRONG_TYPE' },
        { line: 3, key: 'c', pointer: '/titel', code: 'UNKNOWN_FIELD' },
        { line: 3, key: 'c', pointer: '/tags', code: 'WRONG_TYPE' },
        { line: 3, key: 'c', pointer: '/annotations/0/label', code: 'REQUIRED' },
      ]),
    );
  }
});
