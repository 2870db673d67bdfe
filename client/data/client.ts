import { Client, cacheExchange, fetchExchange, mapExchange, type TypedDocumentNode } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { retryExchange } from '@urql/exchange-retry';
import { isUnauthenticated } from './api-error.ts';
import { basePath } from './base-path.ts';
import { bypass } from './bypass.ts';
import { isShareTab } from './share-tab.ts';

export interface ApiClientOptions {
  /** Called when the server responds that the session has ended. */
  onUnauthenticated: () => void;
  /** Called with the data of each response from the network. */
  onAnswer?: (data: unknown) => void;
  url?: string;
}

/** Creates the client of the API. The session is in a cookie. A header proves that this page sends the request. */
export function createApiClient({
  onUnauthenticated,
  onAnswer,
  url = `${basePath}/graphql`,
}: ApiClientOptions): Client {
  return new Client({
    url,
    preferGetMethod: false,
    fetchSubscriptions: true,
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: { 'x-vitrine-csrf': '1', ...(isShareTab() && { 'x-vitrine-share': 'opened' }) },
    }),
    exchanges: [
      mapExchange({
        onError(error) {
          if (isUnauthenticated(error)) onUnauthenticated();
        },
      }),
      bypass(cacheExchange),
      mapExchange({ onResult: (result) => onAnswer?.(result.data) }),
      retryExchange({
        initialDelayMs: 400,
        maxDelayMs: 4_000,
        maxNumberAttempts: 3,
        // Does not retry mutations: one may have been executed although its response was lost, so the user must decide.
        retryIf: (error, operation) => Boolean(error.networkError) && operation.kind !== 'mutation',
      }),
      persistedExchange({
        // Does not use GET, because URLs with variables would be written to logs.
        preferGetForPersistedQueries: false,
        enableForMutation: true,
        enableForSubscriptions: true,
        generateHash: async (_text, document) => hashOf(document),
      }),
      fetchExchange,
    ],
  });
}

/**
 * Returns the hash of a document, which the server has stored. Null if the document was generated without a hash. Then
 * its text is sent.
 */
function hashOf(document: TypedDocumentNode & { __meta__?: { hash?: string } }): string | null {
  return document.__meta__?.hash?.replace(/^sha256:/, '') ?? null;
}
