import { useEffect, useState } from 'react';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { fetchSigned } from './fetch-signed.ts';
import { readWaveform, type Waveform } from './waveform.ts';

/**
 * Returns the waveform of a medium. Undefined until it has loaded, and if loading fails: the timeline works without
 * it.
 */
export function useWaveform(asset: string | undefined): Waveform | undefined {
  const urls = useSignedUrls();
  const [loaded, setLoaded] = useState<{ asset: string; waveform: Waveform | undefined }>();
  useEffect(() => {
    if (asset === undefined) return undefined;
    const controller = new AbortController();
    fetchSigned(urls, asset, { signal: controller.signal })
      .then((response) => response.json())
      .then(
        (json: unknown) => setLoaded({ asset, waveform: readWaveform(json) }),
        () => {},
      );
    return () => controller.abort();
  }, [urls, asset]);
  return loaded?.asset === asset ? loaded?.waveform : undefined;
}
