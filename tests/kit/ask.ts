import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, type ExecutionResult, print } from 'graphql';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { createGraphql } from '#server/graphql/create-graphql.ts';
import type { Person } from './person.ts';

type Document = string | DocumentNode;

// The deadline of requests is tried where it is the subject; a thousand at once may wait for each other here.
const yoga = createGraphql({ executionMilliseconds: 120_000 });

/** Sends a request as a person and answers its data; an error in the answer fails the test with what it says. */
export async function ask<Data = Record<string, never>, Variables = Record<string, unknown>>(
  person: Pick<Person, 'name' | 'context'>,
  document: string | TypedDocumentNode<Data, Variables>,
  variables?: Variables,
): Promise<Data> {
  const { data, errors } = await answerTo(person, document, variables);
  if (errors) {
    throw new Error(
      `${person.name} was answered: ${errors.map((error) => `${error.message} (${String(error.extensions?.code)}, at ${error.path?.join('.') ?? 'the top'})`).join('; ')}`,
    );
  }
  return data as Data;
}

/** The whole answer to a person's request, errors and all. */
export async function answerTo(
  person: Pick<Person, 'context'>,
  document: Document,
  variables?: unknown,
): Promise<ExecutionResult<Record<string, unknown>>> {
  return answerIn(await person.context(), document, variables);
}

/** The whole answer to a request in a given context, such as nobody's. */
export async function answerIn(
  context: RequestContext,
  document: Document,
  variables?: unknown,
): Promise<ExecutionResult<Record<string, unknown>>> {
  const query = typeof document === 'string' ? document : print(document);
  const response = await yoga.fetch(
    new yoga.fetchAPI.Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query, variables }),
    }),
    { ...context, contextFor: async () => context },
  );
  return (await response.json()) as ExecutionResult<Record<string, unknown>>;
}
