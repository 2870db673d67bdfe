import { type GraphQLField, type GraphQLObjectType, getNamedType, isLeafType } from 'graphql';
import { schema } from '#schema/index.ts';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { createGraphql } from '#server/graphql/create-graphql.ts';
import { answerIn } from '#tests/kit/ask.ts';
import { argumentsWith, declarations, idPlaces } from './generic-arguments.ts';
import { type Ids, idOfNothing, nodeTypes } from './scene.ts';

/** A request with the id of another organization's object, and the same request with an id that does not exist. */
export interface Pair {
  /** Place of the id, for the test's messages. */
  place: string;
  foreign: { query: string; variables: Record<string, unknown> };
  nothing: { query: string; variables: Record<string, unknown> };
}

/**
 * Generates every request with a foreign id that the schema allows. It covers each id argument of each root field and
 * of each field of each type, with an id of each type. It also covers each node type by `node` and `nodes`.
 */
export function* everyPair(foreign: Ids, own: Ids): Generator<Pair> {
  const ids = { foreign, own };
  const types = nodeTypes();
  for (const [operation, root] of [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      yield* pairsOf(field, ids, `${root?.name}.${field.name}`, (variables, passed) => ({
        query: `${operation} ${variables} { ${field.name}${passed} ${selectionOf(field)} }`,
      }));
    }
  }
  for (const parent of types) {
    for (const field of Object.values(parent.getFields())) {
      yield* pairsOf(field, ids, `${parent.name}.${field.name}`, (variables, passed) => ({
        query: `query ${variables.replace('(', '($parent: ID!, ') || '($parent: ID!)'} { node(id: $parent) { ... on ${parent.name} { ${field.name}${passed} ${selectionOf(field)} } } }`,
        extra: { parent: own[parent.name] },
      }));
    }
  }
  for (const type of types) {
    const id = foreign[type.name]!;
    const query = `query ($id: ID!) { node(id: $id) { __typename id ... on ${type.name} { ${leavesOf(type)} } } nodes(ids: [$id]) { __typename } }`;
    yield {
      place: `node of ${type.name}`,
      foreign: { query, variables: { id } },
      nothing: { query, variables: { id: idOfNothing(id) } },
    };
  }
}

function* pairsOf(
  field: GraphQLField<unknown, unknown>,
  { foreign, own }: { foreign: Ids; own: Ids },
  where: string,
  build: (variables: string, passed: string) => { query: string; extra?: Record<string, unknown> },
): Generator<Pair> {
  for (const place of idPlaces(field.args)) {
    for (const [type, id] of Object.entries(foreign)) {
      if (place.type !== null && place.type !== type) continue;
      const given = argumentsWith(field, place, id, own);
      const { variables, passed } = declarations(field, given);
      const { query, extra } = build(variables, passed);
      yield {
        place: `${where}(${place.path.join('.')}) with the id of a ${type}`,
        foreign: { query, variables: { ...given, ...extra } },
        nothing: { query, variables: { ...argumentsWith(field, place, idOfNothing(id), own), ...extra } },
      };
    }
  }
}

/** Selects all fields without arguments, two levels deep. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  return isLeafType(type)
    ? ''
    : '{ __typename ... on Error { code message } }'.replace(
        '... on Error { code message }',
        type.name.endsWith('Result') ? '... on Error { code message }' : '',
      );
}

function leavesOf(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
    .map(({ name }) => name)
    .join(' ');
}

/** Sends both requests. Returns their responses if they differ, else null. */
export async function difference(
  context: () => Promise<RequestContext>,
  { foreign, nothing }: Pair,
): Promise<{ foreign: string; nothing: string } | null> {
  const one = await answerOf(await context(), foreign);
  const other = await answerOf(await context(), nothing);
  return one === other ? null : { foreign: one, nothing: other };
}

async function answerOf(context: RequestContext, { query, variables }: Pair['foreign']) {
  const text = await (query.startsWith('subscription') ? streamOf : jsonOf)(context, query, variables);
  // A response may repeat an id that the caller sent, which reveals nothing.
  const sent = JSON.stringify(variables).match(/[A-Za-z0-9+/=]{20,}/g) ?? [];
  return sent.reduce((answer, id) => answer.replaceAll(id, '(what was sent)'), text);
}

async function jsonOf(context: RequestContext, query: string, variables: object) {
  return JSON.stringify(await answerIn(context, query, variables));
}

const yoga = createGraphql();

/** Returns all events of a subscription that ends by itself. */
async function streamOf(context: RequestContext, query: string, variables: object) {
  const response = await yoga.fetch(
    new yoga.fetchAPI.Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(5_000),
    }),
    { ...context, contextFor: async () => context },
  );
  return `${response.status} ${await response.text()}`;
}
