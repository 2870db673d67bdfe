import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { formatDuration } from '../ui/format.ts';
import styles from './media-clock.module.css';
import type { FrameClock } from './media-frames.ts';
import * as strings from './strings.ts';
import { type MediaState, useMediaFrames } from './use-media-state.ts';

interface MediaClockProps {
  mediaRef: RefObject<HTMLMediaElement | null>;
  state: MediaState;
  duration: number;
  /** Frames of a film. Undefined for sounds. */
  frames: FrameClock | undefined;
  /** Returns the number of the frame on the screen. */
  shownFrame: () => number;
}

/** Time of a medium, and the number of the frame on the screen. Written without rendering, because it changes often. */
export function MediaClock({ mediaRef, state, duration, frames, shownFrame }: MediaClockProps) {
  const timeRef = useRef<HTMLSpanElement>(null);
  const frameRef = useRef<HTMLSpanElement>(null);
  const digits = duration < 60 || frames ? 2 : 0;
  const latest = useRef(shownFrame);
  useEffect(() => {
    latest.current = shownFrame;
  });
  const show = useCallback(
    (seconds: number) => {
      const frame = latest.current();
      // The time of a film is that of the frame on the screen.
      const shown = frames ? frames.startOf(frame) : seconds;
      if (timeRef.current) timeRef.current.textContent = formatDuration(shown + 1e-6, digits);
      if (frameRef.current) frameRef.current.textContent = strings.frame(frame, frames?.count);
    },
    [frames, digits],
  );
  useMediaFrames(mediaRef, state.isPlaying, show);
  useEffect(() => {
    if (!state.isPlaying) show(state.time);
  }, [state.time, state.isPlaying, show]);
  return (
    <span className={styles.clock}>
      <span className={styles.time}>
        <span ref={timeRef} />
        <span className={styles.whole}> / {formatDuration(duration, duration < 60 ? 1 : 0)}</span>
      </span>
      {frames && <span ref={frameRef} className={styles.frame} data-tip={strings.frameTip(frames.count)} />}
    </span>
  );
}
