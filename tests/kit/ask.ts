import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, type ExecutionResult, print } from 'graphql';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { createGraphql } from '#server/graphql/create-graphql.ts';
import type { Person } from './person.ts';

type Document = string | DocumentNode;

// Raises the time limit of requests, because tests may send a thousand requests at once. Other tests cover the time
// limit.
const yoga = createGraphql({ executionMilliseconds: 120_000 });

/** Sends a request as a user and returns its data. If the response has an error, throws its message. */
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

/** Returns the whole response to a user's request, including errors. */
export async function answerTo(
  person: Pick<Person, 'context'>,
  document: Document,
  variables?: unknown,
): Promise<ExecutionResult<Record<string, unknown>>> {
  return answerIn(await person.context(), document, variables);
}

/** Returns the whole response to a request in a given context, such as an anonymous one. */
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
