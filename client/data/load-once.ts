import type { AnyVariables, Client, DocumentInput, OperationResult } from '@urql/core';
import { bypassingCache } from './bypass.ts';
import * as strings from './strings.ts';

/** Sends a query once, without the cache, and stops when the signal is aborted. Page stores use it to load pages. */
export function loadOnce<Data, Variables extends AnyVariables>(
  client: Client,
  document: DocumentInput<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(asError(signal.reason));
    const request = client.query(document, variables, bypassingCache).subscribe((result: OperationResult<Data>) => {
      if (result.hasNext || result.stale) return;
      signal?.removeEventListener('abort', cancel);
      if (result.data && !result.error) resolve(result.data);
      else reject(result.error ?? new Error(strings.noData));
    });
    function cancel() {
      request.unsubscribe();
      reject(asError(signal?.reason));
    }
    signal?.addEventListener('abort', cancel, { once: true });
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException(strings.cancelled, 'AbortError');
}
