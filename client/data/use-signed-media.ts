import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useSignedUrls } from './use-signed-url.ts';

export interface SignedMedia {
  /** Goes on the element; it changes only when the old one is of no more use. */
  src: string | undefined;
  isFailed: boolean;
  /** Goes to a moment, over a new URL when the old one would be refused. */
  seek: (seconds: number) => void;
  retry: () => void;
}

interface Moment {
  time: number;
  isPlaying: boolean;
  rate: number;
}

/**
 * Plays an asset for longer than its URL lives. A new URL is fetched when the store refuses the old one, and before a
 * seek or a start that it would not survive; the element then goes on where it was.
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
        // The same URL again: React leaves the attribute alone, so the element is told to load once more.
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
        // Refused only when the browser wants a gesture first: then it stays paused, at the right moment.
        if (resumed.isPlaying) element.play().catch(() => {});
      },
      error() {
        urls.refused(asset, url);
        renew(resumeAt.current ?? moment());
      },
      // Safari reports no error when a seek or a start meets a dead URL, so the clock is asked first.
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

/** Whether the next second can be played from what is here already. */
function isBuffered(element: HTMLMediaElement): boolean {
  const { buffered, currentTime, duration } = element;
  for (let i = 0; i < buffered.length; i++) {
    const ends = buffered.end(i) >= Math.min(currentTime + 1, duration - 0.1);
    if (buffered.start(i) <= currentTime && ends) return true;
  }
  return false;
}
