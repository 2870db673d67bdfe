import { usePersistedOperations as persistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { type Documents, hashOf } from './read-documents.ts';

/**
 * Accepts documents by their SHA-256, in `extensions.persistedQuery.sha256Hash`. With `only`, refuses all other
 * documents. If a request has a known hash and a document, the known document is used.
 */
export function takeDocuments(documents: Documents, { only }: { only: boolean }): Plugin {
  const taking = persistedOperations({
    allowArbitraryOperations: !only,
    extractPersistedOperationId: persistedHash,
    getPersistedOperation: (hash) => documents.get(hash) ?? null,
    customErrors: {
      // Clients that receive this message send the whole document.
      notFound: refusal('PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND'),
      keyNotFound: refusal('Send the hash of a document that is registered on this server.', 'PERSISTED_QUERY_ONLY'),
      persistedQueryOnly: refusal(
        'This server accepts only registered documents. Send the hash of one.',
        'PERSISTED_QUERY_ONLY',
      ),
    },
  });
  return {
    ...taking,
    onParams(payload) {
      const { params } = payload;
      const hash = persistedHash(params);
      if (!only && (hash === null || params.query)) return undefined;
      const isKnown = hash !== null && documents.has(hash);
      return taking.onParams?.({ ...payload, params: isKnown ? { ...params, query: undefined } : params });
    },
  };
}

function persistedHash({ extensions }: GraphQLParams): string | null {
  const given: unknown = extensions?.['persistedQuery'];
  if (typeof given !== 'object' || given === null || !('sha256Hash' in given)) return null;
  return typeof given.sha256Hash === 'string' ? hashOf(given.sha256Hash) : null;
}

function refusal(message: string, code: string) {
  return { message, extensions: { code, http: { spec: true, status: 400 } } };
}
