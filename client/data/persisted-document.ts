import type { TypedDocumentNode } from '@urql/core';

type Kind = 'query' | 'mutation' | 'subscription';

/**
 * Creates a document that the build has parsed and validated. Its selections stay text, because the client does not
 * read them. Only the SHA-256 is sent, by which the server finds the text.
 */
export function persistedDocument(operation: Kind, name: string, hash: string, body: string): TypedDocumentNode {
  const definition = { kind: 'OperationDefinition', operation, name: { kind: 'Name', value: name } };
  const loc = { start: 0, end: body.length, source: { body, name: 'gql', locationOffset: { line: 1, column: 1 } } };
  return { kind: 'Document', definitions: [definition], loc, __meta__: { hash } } as unknown as TypedDocumentNode;
}
