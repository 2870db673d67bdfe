import { type RefObject, useEffect, useState } from 'react';

/** A range of a medium in seconds. An open end is the start or end of the medium. */
export interface MarkedRange {
  start?: number;
  end?: number;
}

export interface Loop {
  range: MarkedRange;
  isOn: boolean;
  toggle: () => void;
  /** A start after the end removes the end, and the other way round. */
  markStart: (seconds: number) => void;
  markEnd: (seconds: number) => void;
  setRange: (range: MarkedRange) => void;
}

/** Marks a range of a medium, and repeats it, or the whole medium if none is marked. */
export function useLoop(ref: RefObject<HTMLMediaElement | null>, seek: (seconds: number) => void): Loop {
  const [range, setRange] = useState<MarkedRange>({});
  const [isOn, setOn] = useState(false);
  const { start = 0, end = Infinity } = range;
  useEffect(() => {
    const element = ref.current;
    if (!isOn || !element) return undefined;
    const restart = () => {
      seek(start);
      // Fails only if the browser requires a user gesture first.
      element.play().catch(() => {});
    };
    let request = requestAnimationFrame(function next() {
      if (!element.paused && !element.seeking && element.currentTime >= end) seek(start);
      request = requestAnimationFrame(next);
    });
    element.addEventListener('ended', restart);
    return () => {
      cancelAnimationFrame(request);
      element.removeEventListener('ended', restart);
    };
  }, [ref, isOn, start, end, seek]);
  return {
    range,
    isOn,
    toggle: () => setOn((on) => !on),
    markStart: (seconds) => setRange(({ end: last }) => withoutEmpty({ start: seconds, end: last }, 'start')),
    markEnd: (seconds) => setRange(({ start: first }) => withoutEmpty({ start: first, end: seconds }, 'end')),
    setRange,
  };
}

function withoutEmpty(
  { start, end }: { start: number | undefined; end: number | undefined },
  kept: 'start' | 'end',
): MarkedRange {
  const isEmpty = start !== undefined && end !== undefined && start >= end;
  return {
    ...(start !== undefined && (!isEmpty || kept === 'start') && { start }),
    ...(end !== undefined && (!isEmpty || kept === 'end') && { end }),
  };
}
