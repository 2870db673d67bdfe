import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useSignedUrls } from './use-signed-url.ts';

export interface SignedMedia {
  /** URL for the media element. It changes only when the previous URL no longer works. */
  src: string | undefined;
  isFailed: boolean;
  /** Seeks to a time. Uses a new URL if the current one may have expired. */
  seek: (seconds: number) => void;
  retry: () => void;
}

interface Moment {
  time: number;
  isPlaying: boolean;
  rate: number;
}

/**
 * Returns a URL with which a media element can play an asset for any time. Requests a new URL when the store refuses
 * the current one, and before a seek or start if it may have expired. The element then continues at the same time.
 */
export function useSignedMedia(asset: string, ref: RefObject<HTMLMediaElement | null>): SignedMedia {
  const urls = useSignedUrls();
  const [source, setSource] = useState<{ asset: string; url?: string; isFailed: boolean }>({ asset, isFailed: false });
  const resumeAt = useRef<Moment>(undefined);
  const wanted = useRef(asset);
  const current = source.asset === asset ? source : { asset, isFailed: false };

  const renew = useCallback(
    (moment?: Moment) => {
      resumeAt.current = moment ?? resumeAt.current;
      const take = (url: string) => {
        if (wanted.current !== asset) return;
        setSource({ asset, url, isFailed: false });
        // If the URL is the same, React does not change the attribute, so this call loads the element again.
        const element = ref.current;
        if (element?.error && element.currentSrc === url) element.load();
      };
      const giveUp = () => {
        if (wanted.current === asset) setSource({ asset, isFailed: true });
      };
      urls.fresh(asset).then(take, giveUp);
    },
    [urls, asset, ref],
  );

  useEffect(() => {
    wanted.current = asset;
    resumeAt.current = undefined;
    renew();
  }, [renew, asset]);

  const url = current.url;
  useEffect(() => {
    const element = ref.current;
    if (!element || url === undefined) return undefined;
    const moment = (): Moment => ({
      time: element.currentTime,
      isPlaying: !element.paused && !element.ended,
      rate: element.playbackRate,
    });
    const listeners = {
      loadedmetadata() {
        urls.worked(asset);
        const resumed = resumeAt.current;
        resumeAt.current = undefined;
        if (!resumed) return;
        element.currentTime = resumed.time;
        element.playbackRate = resumed.rate;
        // Rejects only if the browser requires a user gesture. The element then stays paused at the right time.
        if (resumed.isPlaying) element.play().catch(() => {});
      },
      error() {
        urls.refused(asset, url);
        renew(resumeAt.current ?? moment());
      },
      // Checks the URL at each seek and start, because Safari reports no error for an expired URL.
      seeking() {
        if (!urls.isFresh(asset) && !isBuffered(element)) renew(moment());
      },
      play() {
        if (!urls.isFresh(asset) && !isBuffered(element)) renew(moment());
      },
    };
    const entries = Object.entries(listeners);
    for (const [type, listener] of entries) element.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of entries) element.removeEventListener(type, listener);
    };
  }, [urls, asset, url, ref, renew]);

  const seek = useCallback(
    (seconds: number) => {
      const element = ref.current;
      if (!element) return;
      if (element.readyState > 0) element.currentTime = seconds;
      else resumeAt.current = { time: seconds, isPlaying: resumeAt.current?.isPlaying ?? false, rate: 1 };
    },
    [ref],
  );
  const retry = useCallback(() => {
    urls.retry(asset);
    renew();
  }, [urls, asset, renew]);
  return { src: current.url, isFailed: current.isFailed, seek, retry };
}

/** Returns whether the buffer contains the next second. */
function isBuffered(element: HTMLMediaElement): boolean {
  const { buffered, currentTime, duration } = element;
  for (let i = 0; i < buffered.length; i++) {
    const ends = buffered.end(i) >= Math.min(currentTime + 1, duration - 0.1);
    if (buffered.start(i) <= currentTime && ends) return true;
  }
  return false;
}
