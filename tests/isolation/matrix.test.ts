import { beforeAll, expect, test } from 'vitest';
import { schema } from '#schema/index.ts';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { createGraphql } from '#server/graphql/create-graphql.ts';
import { answerIn } from '#tests/kit/ask.ts';
import { mutate } from '#tests/kit/mutate.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { actorNames, newActor } from './actors.ts';
import { matrix } from './matrix.ts';
import { operations } from './operations.ts';
import { fill } from './scene.ts';

const lab = worldOfFile();
beforeAll(() => fill(lab(), lab().olive, lab().birds, 'birds'));

const letters: Record<string, string> = { FORBIDDEN: 'f', NOT_FOUND: 'n', UNAUTHENTICATED: 'u' };

async function outcome(name: string, context: RequestContext): Promise<string> {
  const operation = operations[name];
  if (!operation) throw new Error(`Put a question for ${name} into tests/isolation/operations.ts.`);
  if (operation.input) {
    const [, field = ''] = name.split('.');
    const { code } = await mutate(context, field, await operation.input(lab()));
    return code === undefined ? 'y' : (letters[code] ?? (isOwnFault(code) ? 'y' : code));
  }
  const query = (await operation.query?.(lab())) ?? '';
  if (query.startsWith('subscription')) return firstEvent(context, query);
  const { data, errors } = await answerIn(context, query);
  const code = errors?.[0]?.extensions?.['code'];
  if (typeof code === 'string') return letters[code] ?? code;
  const it = JSON.stringify(data?.['it'] ?? (data?.['at'] as { it?: unknown } | null | undefined)?.it ?? null);
  return it === 'null' || it === '[null]' || it === '{"totalCount":0}' ? 'n' : 'y';
}

/** Returns whether an error code is about the input, and not about the caller's rights. */
function isOwnFault(code: string) {
  return !['BAD_REQUEST', 'GRAPHQL_VALIDATION_FAILED', 'INTERNAL_SERVER_ERROR', 'STORAGE_UNAVAILABLE'].includes(code);
}

const yoga = createGraphql();
async function firstEvent(context: RequestContext, query: string): Promise<string> {
  const abort = new AbortController();
  const response = await yoga.fetch(
    new yoga.fetchAPI.Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
      signal: abort.signal,
    }),
    { ...context, contextFor: async () => context },
  );
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk);
    if (/"data"|"errors"/.test(text)) break;
  }
  abort.abort();
  const [, code = ''] = /"code":"(\w+)"/.exec(text) ?? [];
  return letters[code] ?? (code || 'y');
}

test('each root field has a row, and each row a field', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name}.${field}`));
  expect(
    fields.filter((name) => !(name in matrix)),
    'give these a row in tests/isolation/matrix.ts',
  ).toEqual([]);
  const gone = Object.keys(matrix).filter(
    (name) => /^(Query|Mutation|Subscription)\./.test(name) && !fields.includes(name),
  );
  expect(gone).toEqual([]);
});

test.each(Object.entries(matrix))('%s', async (name, row) => {
  const outcomes: string[] = [];
  for (const actor of actorNames) outcomes.push(await outcome(name, await (await newActor(lab(), actor))()));
  const said = (marks: string[]) => Object.fromEntries(actorNames.map((actor, index) => [actor, marks[index]]));
  expect(said(outcomes)).toEqual(said(row.split(' ')));
});
