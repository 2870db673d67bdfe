import { type RefObject, useEffect, useState } from 'react';

export interface MediaState {
  time: number;
  duration: number;
  isPlaying: boolean;
  isWaiting: boolean;
  rate: number;
  volume: number;
  isMuted: boolean;
  /** Whether the film has loaded and the browser has no picture for it. */
  hasNoPicture: boolean;
}

const events = [
  'play',
  'pause',
  'playing',
  'waiting',
  'ended',
  'timeupdate',
  'seeking',
  'seeked',
  'durationchange',
  'loadedmetadata',
  'ratechange',
  'volumechange',
  'emptied',
] as const;

const atRest: MediaState = {
  time: 0,
  duration: 0,
  isPlaying: false,
  isWaiting: false,
  rate: 1,
  volume: 1,
  isMuted: false,
  hasNoPicture: false,
};

/** Returns the state of a player. Its time is updated about four times a second, with the browser's events. */
export function useMediaState(ref: RefObject<HTMLMediaElement | null>): MediaState {
  const [state, setState] = useState(atRest);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const read = (event?: Event) =>
      setState((before) => ({
        // While another URL is loading, the time is 0 for a moment. The previous time stays.
        time: element.readyState === 0 ? before.time : element.currentTime,
        duration: Number.isFinite(element.duration) ? element.duration : before.duration,
        isPlaying: !element.paused && !element.ended,
        isWaiting:
          event?.type === 'waiting' || (before.isWaiting && event?.type !== 'playing' && event?.type !== 'seeked'),
        rate: element.playbackRate,
        volume: element.volume,
        isMuted: element.muted,
        hasNoPicture:
          element instanceof HTMLVideoElement &&
          (element.readyState === 0 ? before.hasNoPicture : element.videoWidth === 0),
      }));
    read();
    for (const type of events) element.addEventListener(type, read);
    return () => {
      for (const type of events) element.removeEventListener(type, read);
    };
  }, [ref]);
  return state;
}

/** Calls back before each frame while the medium plays, for a smooth playhead. */
export function useMediaFrames(
  ref: RefObject<HTMLMediaElement | null>,
  isPlaying: boolean,
  show: (seconds: number) => void,
): void {
  useEffect(() => {
    if (!isPlaying) return undefined;
    let frame = 0;
    const next = () => {
      if (ref.current && ref.current.readyState > 0) show(ref.current.currentTime);
      frame = requestAnimationFrame(next);
    };
    next();
    return () => cancelAnimationFrame(frame);
  }, [ref, isPlaying, show]);
}
