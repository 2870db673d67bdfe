import { type GraphQLField, getNamedType, isLeafType } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { schema } from '#schema/index.ts';
import { isAnswerCode } from '#server/graphql/answer-codes.ts';
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

/** What is no id of a thing of this type, in every way one can think of. */
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
  place: string;
  query: string;
  variables: Record<string, unknown>;
}

/** A question for each place of the schema that takes an id: of the roots, and of the fields of each node. */
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
      const variables = argumentsWith(field, place, id, own);
      const { variables: declared, passed } = declarations(field, variables);
      const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
      yield {
        place: `${where}(${place.path.join('.')}: ${JSON.stringify(id.slice(0, 60))})`,
        query: build(declared, `${field.name}${passed} ${selection}`),
        variables,
      };
    }
  }
}

test('no id is so malformed that it becomes a bug', async () => {
  const bugs: string[] = [];
  let asked = 0;
  for (const { place, query, variables } of questions()) {
    const { errors } = await answerTo(lab().olive, query, variables);
    asked += 1;
    for (const { message, extensions } of errors ?? []) {
      const code = extensions?.['code'];
      if (code === 'INTERNAL_SERVER_ERROR' || !isAnswerCode(code)) bugs.push(`${place}: ${String(code)} ${message}`);
    }
  }
  console.log(`malformed ids: ${asked} questions, ${bugs.length} answered as bugs`);
  expect(bugs).toEqual([]);
  expect(asked).toBeGreaterThan(500);
}, 120_000);

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
