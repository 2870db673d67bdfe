import { useCallback, useEffect, useRef, useState } from 'react';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { fetchSigned } from './fetch-signed.ts';

export interface SignedText {
  status: 'loading' | 'ready' | 'failed';
  text: string;
  /** There is more of the file than has been loaded. */
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

const partByteSize = 2_000_000;

/** The text of a file in UTF-8, its first 2 MB and then as much as is asked for. */
export function useSignedText(asset: string, byteSize: number): SignedText {
  const urls = useSignedUrls();
  const [loaded, setLoaded] = useState({ asset, text: '', byteCount: 0, isFailed: false });
  const [wantedByteSize, setWanted] = useState(partByteSize);
  // Keeps the first bytes of a character whose last ones come with the next part.
  const decoder = useRef(new TextDecoder());
  const current = loaded.asset === asset ? loaded : { asset, text: '', byteCount: 0, isFailed: false };
  const { byteCount } = current;
  const end = Math.min(byteSize, wantedByteSize);
  const isNeeded = byteCount < end && !current.isFailed;

  useEffect(() => {
    if (!isNeeded) return undefined;
    const controller = new AbortController();
    const load = async () => {
      const headers: HeadersInit = byteSize > partByteSize ? { range: `bytes=${byteCount}-${end - 1}` } : {};
      const response = await fetchSigned(urls, asset, { signal: controller.signal, headers });
      const bytes = await response.arrayBuffer();
      if (controller.signal.aborted) return;
      if (byteCount === 0) decoder.current = new TextDecoder();
      const text = decoder.current.decode(bytes, { stream: end < byteSize });
      setLoaded((now) => ({
        asset,
        text: (now.asset === asset ? now.text : '') + text,
        byteCount: end,
        isFailed: false,
      }));
    };
    load().catch(() => {
      if (!controller.signal.aborted) setLoaded((now) => ({ ...now, asset, isFailed: true }));
    });
    return () => controller.abort();
  }, [urls, asset, byteSize, byteCount, end, isNeeded]);

  const retry = useCallback(() => {
    urls.retry(asset);
    setLoaded((now) => ({ ...now, isFailed: false }));
  }, [urls, asset]);
  return {
    status: current.isFailed ? 'failed' : byteCount === 0 && byteSize > 0 ? 'loading' : 'ready',
    text: current.text,
    hasMore: byteCount < byteSize,
    isLoadingMore: isNeeded && byteCount > 0,
    loadMore: () => setWanted(byteCount + partByteSize),
    retry,
  };
}
