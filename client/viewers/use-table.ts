import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { tableFormatOf } from '#formats/tables/table-format.ts';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { TableClient, type TableFailure } from './table-client.ts';
import type { TableState } from './table-messages.ts';
import type { TextFile } from './use-signed-text.ts';

export interface OpenedTable {
  client: TableClient;
  /** Undefined until the first rows are read. */
  state: TableState | undefined;
  failure: TableFailure | undefined;
  retry: () => void;
}

/** Reads a table in a web worker while the component is mounted. */
export function useTable({ id, byteSize, contentType }: TextFile, name: string): OpenedTable {
  const urls = useSignedUrls();
  const client = useMemo(() => {
    const format = tableFormatOf(contentType, name) ?? 'CSV';
    return new TableClient(urls, { id, byteSize, contentType }, format);
  }, [urls, id, byteSize, contentType, name]);
  useEffect(() => {
    client.open();
    return () => client.close();
  }, [client]);
  const state = useSyncExternalStore(client.subscribe, () => client.state);
  const failure = useSyncExternalStore(client.subscribe, () => client.failure);
  const retry = () => {
    urls.retry(id);
    client.close();
    client.open();
  };
  return { client, state, failure, retry };
}
