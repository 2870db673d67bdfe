import type { AnyVariables, DocumentInput } from '@urql/core';
import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { loadOnce } from './load-once.ts';
import { type List, type ListPage, useList } from './use-list.ts';

export interface PagedQuery<Data, Row> extends List<Row> {
  /** Response of the latest page. Undefined if the first page could not be loaded. */
  data: Data | undefined;
}

const noRows = { edges: [], pageInfo: { hasNextPage: false } };

/**
 * Returns the rows of a connection, page by page. Starts again when a variable changes. If the variables are null, the
 * list is empty and no request is sent.
 *
 * `document` and `pageOf` must not change: later values are ignored. `later` contains variables for the pages after the
 * first one.
 */
export function usePagedQuery<Data, Variables extends AnyVariables, Row>(
  document: DocumentInput<Data, Variables>,
  variables: Omit<Variables, 'after'> | null,
  pageOf: (data: Data) => ListPage<Row> | null | undefined,
  later: Partial<Omit<Variables, 'after'>> = {},
): PagedQuery<Data, Row> {
  const client = useClient();
  const [data, setData] = useState<Data>();
  const [readPage] = useState(() => pageOf);
  const key = JSON.stringify([variables, later]);
  const load = useCallback(
    async (after: string | null, signal: AbortSignal) => {
      const [first, others] = JSON.parse(key) as [object | null, object];
      if (first === null) return noRows;
      const asked = { ...first, ...(after !== null && others), after } as unknown as Variables;
      try {
        const answer = await loadOnce(client, document, asked, signal);
        setData(answer);
        return readPage(answer);
      } catch (error) {
        // Removes the data of the previous variables.
        if (after === null && !signal.aborted) setData(undefined);
        throw error;
      }
    },
    [client, document, key, readPage],
  );
  return { ...useList(load), data };
}
