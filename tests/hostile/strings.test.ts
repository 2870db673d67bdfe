import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { anonymous } from '#domain/viewer.ts';
import { schema } from '#schema/index.ts';
import { isAnswerCode } from '#server/graphql/answer-codes.ts';
import { argumentsWith, declarations } from '#tests/isolation/generic-arguments.ts';
import { fill, type Ids, nodeTypes } from '#tests/isolation/scene.ts';
import { answerIn, answerTo } from '#tests/kit/ask.ts';
import { mutate } from '#tests/kit/mutate.ts';
import { contextOf } from '#tests/kit/person.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
let own: Ids;
beforeAll(async () => {
  own = await fill(lab(), lab().olive, lab().birds, 'heron');
});

/** Not repeated characters, because an index would compress them. */
const longText = Array.from({ length: 9_000 }, (_, index) => ((index * 7_919) % 36).toString(36)).join('');

const nullText = 'a\u0000';
const otherTexts = ['\ud800', longText, 'a\udc00b', 'x'.repeat(100_001)];

type Argument = GraphQLArgument | GraphQLInputField;
type Path = readonly string[];

/** Returns the paths of all texts in arguments: of type String, ID and JSON, inside lists and input objects. */
function textPlaces(args: readonly Argument[], depth = 0): { path: Path; isJson: boolean }[] {
  return args.flatMap((arg) => {
    const type = getNamedType(arg.type);
    if (['String', 'ID', 'JSON'].includes(type.name)) return [{ path: [arg.name], isJson: type.name === 'JSON' }];
    if (!isInputObjectType(type) || depth > 3) return [];
    return textPlaces(Object.values(type.getFields()), depth + 1).map((place) => ({
      ...place,
      path: [arg.name, ...place.path],
    }));
  });
}

/** Sets a value inside arguments. Creates the lists and objects around it. */
function placed(args: readonly Argument[], values: Record<string, unknown>, [name, ...rest]: Path, value: unknown) {
  const arg = args.find((one) => one.name === name)!;
  const inner = rest.length > 0 ? insideOf(arg, values[arg.name], rest, value) : value;
  return { ...values, [arg.name]: asList(arg.type, inner) };
}

function insideOf(arg: Argument, known: unknown, path: Path, value: unknown): unknown {
  const type = getNamedType(arg.type);
  if (!isInputObjectType(type)) throw new Error(`${arg.name} has no fields.`);
  const first: unknown = Array.isArray(known) ? known[0] : known;
  return placed(Object.values(type.getFields()), (first ?? {}) as Record<string, unknown>, path, value);
}

function asList(type: GraphQLInputType, value: unknown): unknown {
  if (isNonNullType(type)) return asList(type.ofType, value);
  return isListType(type) ? [value] : value;
}

interface Question {
  place: string;
  query: string;
  variables: Record<string, unknown>;
  isRoot: boolean;
}

/** Sends U+0000 to each place, and one of the other texts in turn. */
function* questions(): Generator<Question> {
  let places = 0;
  const parents = [
    ...[schema.getQueryType()!, schema.getMutationType()!].map((type) => ({
      type,
      around: (asked: string, declared: string) => `${type.name.toLowerCase()} ${declared} { ${asked} }`,
    })),
    ...nodeTypes().map((type) => ({
      type,
      around: (asked: string, declared: string) =>
        `query ${declared} { node(id: ${JSON.stringify(own[type.name])}) { ... on ${type.name} { ${asked} } } }`,
    })),
  ];
  for (const { type, around } of parents) {
    for (const field of Object.values(type.getFields())) {
      if (/signOut|leaveOrganization/.test(field.name)) continue;
      for (const { path, isJson } of textPlaces(field.args)) {
        places += 1;
        for (const text of [nullText, otherTexts[places % otherTexts.length]!]) {
          for (const value of isJson ? [{ a: [{ b: text }] }, { [text]: 1 }] : [text]) {
            const complete = argumentsWith(field, { path: [], type: null }, '', own);
            const variables = placed(field.args, complete, path, value);
            const { variables: declared, passed } = declarations(field, variables);
            const selection = isLeafType(getNamedType(field.type))
              ? ''
              : type.name === 'Mutation'
                ? '{ __typename ... on Error { code message } }'
                : '{ __typename }';
            yield {
              place: `${type.name}.${field.name}(${path.join('.')}: ${JSON.stringify(value).slice(0, 40)})`,
              query: around(`${field.name}${passed} ${selection}`, declared),
              variables,
              isRoot: type.name === 'Mutation' || type.name === 'Query',
            };
          }
        }
      }
    }
  }
}

test('no text of any argument is answered by a bug, neither to a member nor to nobody', async () => {
  const bugs: string[] = [];
  let asked = 0;
  for (const { place, query, variables, isRoot } of questions()) {
    const answers = [await answerTo(lab().olive, query, variables)];
    if (isRoot) answers.push(await answerIn(contextOf(lab(), anonymous), query, variables));
    asked += answers.length;
    for (const { message, extensions } of answers.flatMap(({ errors }) => errors ?? [])) {
      const code = extensions?.['code'];
      if (code === 'INTERNAL_SERVER_ERROR' || !isAnswerCode(code)) bugs.push(`${place}: ${String(code)} ${message}`);
    }
  }
  console.log(`texts: ${asked} questions, ${bugs.length} answered as bugs`);
  expect(bugs).toEqual([]);
  expect(asked).toBeGreaterThan(500);
});

test('a mutation names the argument in its union; a query at the top', async () => {
  const input = { email: 'a\u0000', password: 'x' };
  expect(await mutate(contextOf(lab(), anonymous), 'signIn', input, '__typename')).toMatchObject({
    __typename: 'InvalidInput',
    code: 'INVALID_INPUT',
  });
  const query = 'query ($slug: String!) { organization(slug: $slug) { id } viewer { kind } }';
  const { data, errors } = await answerTo(lab().olive, query, { slug: 'a\ud800' });
  expect(data).toEqual({ organization: null, viewer: { kind: 'TOKEN' } });
  expect(errors?.map(({ extensions, path }) => [extensions?.['code'], extensions?.['path'], path])).toEqual([
    ['INVALID_INPUT', 'slug', ['organization']],
  ]);
});

test('a literal of a planned query is read like a variable', async () => {
  const query = String.raw`{ dataset(organizationSlug: "lumen", slug: "birds") { id item(key: "a\u0000") { id } } }`;
  const { data, errors } = await answerTo(lab().olive, query);
  expect(data).toEqual({ dataset: { id: own['Dataset'], item: null } });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', path: 'key' });
});
