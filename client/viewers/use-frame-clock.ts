import { useEffect, useMemo, useState } from 'react';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { fetchSigned } from './fetch-signed.ts';
import { type FilmFrames, type FrameClock, listedClock, readFrameTimes, steadyClock } from './media-frames.ts';

/**
 * Returns the clock of a film's frames: by the list of their times if the film has one, else by its frame rate.
 * Undefined until a list has loaded.
 */
export function useFrameClock(
  { frameRate, frameRateFraction, frameCount }: FilmFrames,
  listAsset: string | undefined,
): FrameClock | undefined {
  const urls = useSignedUrls();
  const [listed, setListed] = useState<FrameClock>();
  const steady = useMemo(
    () => steadyClock({ frameRate, frameRateFraction, frameCount }),
    [frameRate, frameRateFraction, frameCount],
  );
  useEffect(() => {
    if (listAsset === undefined) return undefined;
    const controller = new AbortController();
    const load = async () => {
      const response = await fetchSigned(urls, listAsset, { signal: controller.signal });
      const starts = readFrameTimes(await response.json());
      setListed(starts && listedClock(starts));
    };
    // Without the list, steps go by the usual rate.
    load().catch(() => {
      if (!controller.signal.aborted) setListed(steady);
    });
    return () => controller.abort();
  }, [urls, listAsset, steady]);
  return listAsset === undefined ? steady : listed;
}
