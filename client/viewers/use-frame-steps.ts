import { type RefObject, useRef } from 'react';
import { type FrameClock, middleOf } from './media-frames.ts';
import { usePresentedTime } from './use-presented-time.ts';

export interface FrameSteps {
  /** Pauses and moves by a number of frames. */
  step: (frames: number) => void;
  /** Returns the number of the frame on the screen, or of the one that a step has asked for. */
  shownFrame: () => number;
}

/** Steps from frame to frame. Steps that follow each other quickly add up, although the browser has not shown each. */
export function useFrameSteps(
  ref: RefObject<HTMLMediaElement | null>,
  clock: FrameClock | undefined,
  seek: (seconds: number) => void,
): FrameSteps {
  const presented = useRef<number>(undefined);
  const wanted = useRef<{ frame: number; seconds: number }>(undefined);
  usePresentedTime(ref, (seconds) => {
    presented.current = seconds;
  });

  const shownFrame = () => {
    const element = ref.current;
    if (!clock || !element) return 0;
    // Another seek, or playing, ends what a step has asked for.
    const isPending = wanted.current && Math.abs(element.currentTime - wanted.current.seconds) < 0.001;
    if (wanted.current && isPending) return wanted.current.frame;
    wanted.current = undefined;
    const isCurrent = presented.current !== undefined && Math.abs(presented.current - element.currentTime) < 0.5;
    return clock.frameAt(isCurrent && !element.seeking ? presented.current! : element.currentTime);
  };
  return {
    shownFrame,
    step(frames) {
      if (!clock) return;
      ref.current?.pause();
      const frame = Math.min(Math.max(0, shownFrame() + frames), (clock.count ?? Infinity) - 1);
      const seconds = middleOf(clock, frame);
      wanted.current = { frame, seconds };
      seek(seconds);
    },
  };
}
