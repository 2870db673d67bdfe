import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

export interface Shuttle {
  /** Speed of playing backwards, or 0. */
  backwardRate: number;
  forward: () => void;
  backward: () => void;
  stop: () => void;
}

const maxRate = 4;

/**
 * J, K and L of editing programs: each further press doubles the speed in that direction, up to 4 times. Browsers do
 * not play backwards, so it seeks back repeatedly, without sound.
 */
export function useShuttle(ref: RefObject<HTMLMediaElement | null>, seek: (seconds: number) => void): Shuttle {
  const [backwardRate, setBackwardRate] = useState(0);
  const latestSeek = useRef(seek);
  useEffect(() => {
    latestSeek.current = seek;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element || backwardRate === 0) return undefined;
    element.pause();
    const end = () => setBackwardRate(0);
    element.addEventListener('play', end);
    let time = element.currentTime;
    let before = performance.now();
    let request = requestAnimationFrame(function next(now) {
      time = Math.max(0, time - ((now - before) / 1_000) * backwardRate);
      before = now;
      // One seek at a time, so that each shows its frame.
      if (!element.seeking) latestSeek.current(time);
      if (time === 0) end();
      else request = requestAnimationFrame(next);
    });
    return () => {
      cancelAnimationFrame(request);
      element.removeEventListener('play', end);
    };
  }, [ref, backwardRate]);

  const forward = useCallback(() => {
    const element = ref.current;
    if (!element) return;
    setBackwardRate(0);
    if (element.paused) {
      element.playbackRate = 1;
      // Fails only if the browser requires a user gesture first.
      element.play().catch(() => {});
    } else element.playbackRate = Math.min(maxRate, Math.max(1, element.playbackRate * 2));
  }, [ref]);
  const backward = useCallback(() => setBackwardRate((rate) => Math.min(maxRate, rate === 0 ? 1 : rate * 2)), []);
  const stop = useCallback(() => {
    setBackwardRate(0);
    ref.current?.pause();
    if (ref.current) ref.current.playbackRate = 1;
  }, [ref]);
  return { backwardRate, forward, backward, stop };
}
