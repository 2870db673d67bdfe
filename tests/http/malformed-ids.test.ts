import { type GraphQLField, getNamedType, isLeafType } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { schema } from '#schema/index.ts';
import { argumentsWith, declarations, idPlaces } from '#tests/isolation/generic-arguments.ts';
import { fill, type Ids, nodeTypes } from '#tests/isolation/scene.ts';
import { answerTo } from '#tests/kit/ask.ts';
import { idOf } from '#tests/kit/mutate.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
let own: Ids;
beforeAll(async () => {
  own = await fill(lab(), lab().olive, lab().birds, 'heron');
});

/** Returns many forms of invalid ids for a type. */
const malformed = (type: string) => [
  '',
  'x',
  newId(),
  '🦩',
  'a\u0000b',
  'A'.repeat(5_000),
  idOf(type, ''),
  idOf(type, 'not-a-uuid'),
  idOf(type, "' OR 1=1 --"),
  idOf(type, `${newId()}.`),
  idOf(type, `${newId()}.${newId()}.${newId()}`),
  idOf(type, 'a\u0000b'),
  idOf('Nothing', newId()),
  idOf(type === 'Item' ? 'Dataset' : 'Item', newId()),
];

interface Question {
  /** The field and the path of the argument: `Mutation.createDataset(input.organization)`. */
  place: string;
  id: string;
  query: string;
  variables: Record<string, unknown>;
}

/**
 * Generates a request for each place of the schema that takes an id: in root fields, and in the fields of each node.
 */
function* questions(): Generator<Question> {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  for (const [operation, root] of roots) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      yield* questionsOf(
        field,
        `${root?.name}.${field.name}`,
        (variables, asked) => `${operation} ${variables} { ${asked} }`,
      );
    }
  }
  for (const parent of nodeTypes()) {
    const [id, on] = [JSON.stringify(own[parent.name]), parent.name];
    for (const field of Object.values(parent.getFields())) {
      yield* questionsOf(
        field,
        `${on}.${field.name}`,
        (variables, asked) => `query ${variables} { node(id: ${id}) { ... on ${on} { ${asked} } } }`,
      );
    }
  }
}

function* questionsOf(
  field: GraphQLField<unknown, unknown>,
  where: string,
  build: (variables: string, asked: string) => string,
): Generator<Question> {
  for (const place of idPlaces(field.args)) {
    for (const id of malformed(place.type ?? 'Item')) {
      const variables = withoutAdmin(argumentsWith(field, place, id, own));
      const { variables: declared, passed } = declarations(field, variables);
      const type = getNamedType(field.type);
      const edges = type.name.endsWith('Connection') ? 'edges { __typename }' : '';
      const selection = isLeafType(type) ? '' : `{ __typename ${edges} }`;
      yield {
        place: `${where}(${place.path.join('.')})`,
        id,
        query: build(declared, `${field.name}${passed} ${selection}`),
        variables,
      };
    }
  }
}

/** Removes the first scope, ADMIN. A token with it cannot be limited to datasets, whatever their ids. */
function withoutAdmin(variables: Record<string, unknown>): Record<string, unknown> {
  const { input } = variables as { input?: { scopes?: unknown } };
  return input?.scopes ? { input: { ...input, scopes: ['READ'] } } : variables;
}

/** Expected answers of places that are not `NotFound` in a union. */
const otherAnswers: Record<string, string> = {
  'Query.node(id)': 'null',
  'Query.nodes(ids)': '[null]',
  'Dataset.items(aroundItemId)': 'NOT_FOUND',
  'DatasetRevision.items(aroundItemId)': 'NOT_FOUND',
  // Revoking access that was never granted succeeds, and a filter by something that does not exist matches nothing.
  'Mutation.revokeDatasetAccess(input.userId)': 'RevokeDatasetAccessSuccess',
  'Organization.accessLog(filter.datasetId)': 'no edges',
  'Organization.accessLog(filter.shareLinkId)': 'no edges',
  'Organization.accessLog(filter.tokenId)': 'no edges',
  'Organization.accessLog(filter.userId)': 'no edges',
};

interface Answered {
  __typename: string;
  edges?: unknown[];
}

function describe({ data, errors }: Awaited<ReturnType<typeof answerTo>>): string {
  if (errors) return errors.map(({ extensions }) => String(extensions?.['code'])).join();
  const asked = Object.values((data?.['node'] as object | undefined) ?? data ?? {})[0] as Answered | null | undefined;
  if (!asked || Array.isArray(asked)) return JSON.stringify(asked ?? null);
  return asked.edges?.length === 0 ? 'no edges' : asked.__typename;
}

test('a malformed id is an id of nothing, at every place that takes one', async () => {
  const browser = await lab().olive.inBrowser();
  const wrong: string[] = [];
  let asked = 0;
  for (const { place, id, query, variables } of questions()) {
    const answer = describe(await answerTo(browser, query, variables));
    asked += 1;
    // The id of an upload is not a node id, so it is read like any text.
    const isText = place.endsWith('(input.uploadId)') && id.includes('\0');
    const expected = isText ? 'InvalidInput' : (otherAnswers[place] ?? 'NotFound');
    if (answer !== expected) wrong.push(`${place} of ${JSON.stringify(id.slice(0, 60))}: ${answer}, not ${expected}`);
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(500);
});

test('a bad id among good ones is null, and the others are whole', async () => {
  const good = [own['Dataset']!, own['Item']!, own['Organization']!];
  const ids = malformed('Item').flatMap((bad, index) => [bad, good[index % good.length]!]);
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const { data, errors } = await answerTo(lab().olive, query, { ids });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ nodes: ids.map((id) => (good.includes(id) ? { id } : null)) });
});

test('a node is asked for what is in it, whatever it is', async () => {
  const query = `query ($id: ID!) { node(id: $id) { __typename ... on Item { content { __typename } } } }`;
  expect(await answerTo(lab().olive, query, { id: own['Item'] })).toMatchObject({
    data: { node: { __typename: 'Item', content: { __typename: expect.stringMatching(/Content$/) } } },
  });
  expect((await answerTo(lab().olive, query, { id: own['Dataset'] })).data).toEqual({
    node: { __typename: 'Dataset' },
  });
  for (const id of malformed('Item'))
    expect((await answerTo(lab().olive, query, { id })).data?.['node'] ?? null).toBeNull();
});
