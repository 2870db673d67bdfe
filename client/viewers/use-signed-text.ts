import { useCallback, useEffect, useRef, useState } from 'react';
import type { TextEncoding } from '#formats/text-encoding.ts';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { fetchSigned } from './fetch-signed.ts';

export interface TextFile {
  id: string;
  byteSize: number;
  contentType: string;
}

export interface SignedText {
  /** `binary` means that the file is not text. */
  status: 'loading' | 'ready' | 'failed' | 'binary';
  text: string;
  encoding: TextEncoding | undefined;
  /** Whether the file is longer than the loaded part. */
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

const partByteSize = 2_000_000;

interface Loaded {
  asset: string;
  text: string;
  encoding: TextEncoding | undefined;
  byteCount: number;
  isFailed: boolean;
  isBinary: boolean;
}

const nothingOf = (asset: string): Loaded => ({
  asset,
  text: '',
  encoding: undefined,
  byteCount: 0,
  isFailed: false,
  isBinary: false,
});

/** Returns the text of a file in any encoding. Loads its first bytes, 2 MB by default, then more on request. */
export function useSignedText(
  { id: asset, byteSize, contentType }: TextFile,
  firstByteSize = partByteSize,
): SignedText {
  const urls = useSignedUrls();
  const [loaded, setLoaded] = useState(nothingOf(asset));
  const [wantedByteSize, setWanted] = useState(firstByteSize);
  // Keeps the first bytes of a character until the next part has its last ones.
  const decoder = useRef(new TextDecoder());
  const current = loaded.asset === asset ? loaded : nothingOf(asset);
  const { byteCount } = current;
  const end = Math.min(byteSize, wantedByteSize);
  const isNeeded = byteCount < end && !current.isFailed && !current.isBinary;

  useEffect(() => {
    if (!isNeeded) return undefined;
    const controller = new AbortController();
    const load = async () => {
      const headers: HeadersInit = byteSize > end || byteCount > 0 ? { range: `bytes=${byteCount}-${end - 1}` } : {};
      const response = await fetchSigned(urls, asset, { signal: controller.signal, headers });
      const bytes = await response.arrayBuffer();
      if (controller.signal.aborted) return;
      const encoding = byteCount === 0 ? await findEncoding(bytes, contentType) : undefined;
      if (controller.signal.aborted) return;
      if (encoding === null) {
        setLoaded({ ...nothingOf(asset), isBinary: true });
        return;
      }
      if (encoding) decoder.current = new TextDecoder(encoding.label);
      const text = readableLines(decoder.current.decode(bytes, { stream: end < byteSize }));
      setLoaded((now) => {
        const before = now.asset === asset ? now : nothingOf(asset);
        return { ...before, text: before.text + text, encoding: encoding ?? before.encoding, byteCount: end };
      });
    };
    load().catch(() => {
      if (!controller.signal.aborted) setLoaded((now) => ({ ...now, asset, isFailed: true }));
    });
    return () => controller.abort();
  }, [urls, asset, contentType, byteSize, byteCount, end, isNeeded]);

  const retry = useCallback(() => {
    urls.retry(asset);
    setLoaded((now) => ({ ...now, isFailed: false }));
  }, [urls, asset]);
  return {
    status: statusOf(current, byteSize),
    text: current.text,
    encoding: current.encoding,
    hasMore: byteCount < byteSize,
    isLoadingMore: isNeeded && byteCount > 0,
    loadMore: () => setWanted(byteCount + partByteSize),
    retry,
  };
}

function statusOf({ isFailed, isBinary, byteCount }: Loaded, byteSize: number): SignedText['status'] {
  if (isBinary) return 'binary';
  if (isFailed) return 'failed';
  return byteCount === 0 && byteSize > 0 ? 'loading' : 'ready';
}

/**
 * Returns the encoding of a text by its first bytes. Null if they are not text. Loads the tables of encodings when
 * needed.
 */
async function findEncoding(bytes: ArrayBuffer, contentType: string): Promise<TextEncoding | null> {
  const { decodeText } = await import('#formats/decode-text.ts');
  const decoded = await Promise.resolve(decodeText(new Uint8Array(bytes), contentType));
  return decoded && { label: decoded.encoding, source: decoded.source };
}

/** Ends every line with `\n` or `\r\n`. Keeps the length, because annotations count characters. */
function readableLines(text: string): string {
  return text.replaceAll(/\r(?!\n|$)/g, '\n');
}
