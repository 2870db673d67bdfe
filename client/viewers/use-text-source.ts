import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { TextEncoding } from '#formats/text-encoding.ts';
import type { SignedUrls } from '../data/signed-urls.ts';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { fetchSigned } from './fetch-signed.ts';
import { TextSource } from './text-source.ts';
import type { TextFile } from './use-signed-text.ts';

/** Opens a text file of any size, and reads its first lines. */
export function useTextSource({ id, byteSize, contentType }: TextFile) {
  const urls = useSignedUrls();
  const source = useMemo(() => openText(urls, { id, byteSize, contentType }), [urls, id, byteSize, contentType]);
  useEffect(() => {
    source.open();
    void source.readUntil(() => source.byteCount > 0);
    return () => source.close();
  }, [source]);
  const version = useSyncExternalStore(source.subscribe, source.getVersion);
  const retry = useCallback(() => {
    urls.retry(id);
    source.retry();
    void source.readUntil(() => source.byteCount > 0);
  }, [urls, id, source]);
  return { source, version, retry };
}

function openText(urls: SignedUrls, { id, byteSize, contentType }: TextFile): TextSource {
  const read = async (start: number, end: number, signal: AbortSignal) => {
    const isPart = start > 0 || end < byteSize;
    const headers: HeadersInit = isPart ? { range: `bytes=${start}-${end - 1}` } : {};
    const response = await fetchSigned(urls, id, { signal, headers });
    return new Uint8Array(await response.arrayBuffer());
  };
  return new TextSource(byteSize, read, (bytes) => findEncoding(bytes, contentType));
}

/** Loads the tables of encodings when they are needed. */
async function findEncoding(bytes: Uint8Array, contentType: string): Promise<TextEncoding | null> {
  const { decodeText } = await import('#formats/decode-text.ts');
  const decoded = await decodeText(bytes, contentType);
  return decoded && { label: decoded.encoding, source: decoded.source };
}
