import type { TypedDocumentNode } from '@urql/core';

type Kind = 'query' | 'mutation' | 'subscription';

/**
 * Makes a document that the build has already parsed and checked. Its selections stay text: only the server reads them. The
 * server knows the text by its SHA-256, so that only the hash is sent.
 */
export function persistedDocument(operation: Kind, name: string, hash: string, body: string): TypedDocumentNode {
  const definition = { kind: 'OperationDefinition', operation, name: { kind: 'Name', value: name } };
  const loc = { start: 0, end: body.length, source: { body, name: 'gql', locationOffset: { line: 1, column: 1 } } };
  return { kind: 'Document', definitions: [definition], loc, __meta__: { hash } } as unknown as TypedDocumentNode;
}
