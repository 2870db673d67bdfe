import { type RefObject, useEffect, useRef } from 'react';

/**
 * Calls back with the time of each frame that the browser presents. Where it does not report frames, and for sounds,
 * calls back with the current time.
 */
export function usePresentedTime(ref: RefObject<HTMLMediaElement | null>, show: (seconds: number) => void): void {
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    if (element instanceof HTMLVideoElement && 'requestVideoFrameCallback' in element) {
      let handle = 0;
      const next: VideoFrameRequestCallback = (_now, { mediaTime }) => {
        latest.current(mediaTime);
        handle = element.requestVideoFrameCallback(next);
      };
      handle = element.requestVideoFrameCallback(next);
      return () => element.cancelVideoFrameCallback(handle);
    }
    const read = () => latest.current(element.currentTime);
    const events = ['timeupdate', 'seeked'] as const;
    for (const type of events) element.addEventListener(type, read);
    return () => {
      for (const type of events) element.removeEventListener(type, read);
    };
  }, [ref]);
}
