import {
  type ComponentProps,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTheme } from '../shell/theme.ts';
import { cx } from '../ui/cx.ts';
import { formatDuration } from '../ui/format.ts';
import { useActiveAnnotation, useShownGroups } from './annotations.ts';
import type { Cue } from './cues.ts';
import { hueClass } from './hue-class.ts';
import * as strings from './strings.ts';
import styles from './timeline.module.css';
import { TimelinePreview } from './timeline-preview.tsx';
import type { MarkedRange } from './use-loop.ts';
import { type MediaState, useMediaFrames } from './use-media-state.ts';
import type { StoryboardFiles } from './use-storyboard.ts';
import { useWaveform } from './use-waveform.ts';
import { drawWaveform, type Waveform } from './waveform.ts';

/** A range input cannot contain a waveform. This slider uses the same keys. */
const asSlider = { role: 'slider', tabIndex: 0 } as const;

interface TimelineProps {
  mediaRef: RefObject<HTMLMediaElement | null>;
  state: MediaState;
  duration: number;
  waveform: string | undefined;
  cues: readonly Cue[] | undefined;
  range?: MarkedRange;
  storyboard?: StoryboardFiles | undefined;
  onSeek: (seconds: number) => void;
}

/** Maximum number of ticks. More would merge into a grey band. */
const maxTicks = 400;

/** Timeline of a medium: waveform, cues, annotations and playhead. Click or drag to seek. */
export function Timeline({ mediaRef, state, duration, waveform, cues, range, storyboard, onSeek }: TimelineProps) {
  const rootRef = useRef<HTMLDivElement>(null);
  const sound = useWaveform(waveform);
  const [pointed, setPointed] = useState<number>();
  const [isFocused, setFocused] = useState(false);
  const theme = useTheme();
  const showTime = useCallback(
    (seconds: number) =>
      rootRef.current?.style.setProperty('--at', String(duration > 0 ? Math.min(1, seconds / duration) : 0)),
    [duration],
  );
  useMediaFrames(mediaRef, state.isPlaying, showTime);
  useEffect(() => {
    if (!state.isPlaying) showTime(state.time);
  }, [state.time, state.isPlaying, showTime]);

  const secondsAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * duration;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = {
      ArrowLeft: state.time - 5,
      ArrowRight: state.time + 5,
      PageUp: state.time + duration / 10,
      PageDown: state.time - duration / 10,
      Home: 0,
      End: duration,
    }[event.key];
    if (target === undefined) return;
    // Here the arrow keys move in time, not to another item.
    event.preventDefault();
    setFocused(true);
    onSeek(Math.min(Math.max(0, target), duration));
  };
  return (
    <div className={styles.frame}>
      <Slider
        ref={rootRef}
        aria-label={strings.position}
        aria-valuemin={0}
        aria-valuemax={Math.round(duration)}
        aria-valuenow={Math.round(state.time)}
        aria-valuetext={strings.timeOf(formatDuration(state.time), formatDuration(duration))}
        className={styles.timeline}
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
        onPointerLeave={() => setPointed(undefined)}
        onPointerUp={({ pointerType }) => {
          if (pointerType !== 'mouse') setPointed(undefined);
        }}
        onPointerDown={(event) => {
          setFocused(false);
          if (event.button !== 0 || duration === 0) return;
          setPointed(secondsAt(event));
          event.currentTarget.setPointerCapture(event.pointerId);
          onSeek(secondsAt(event));
        }}
        onPointerMove={(event) => {
          const seconds = secondsAt(event);
          rootRef.current?.style.setProperty('--pointer', String(duration > 0 ? seconds / duration : 0));
          setPointed(seconds);
          if (event.currentTarget.hasPointerCapture(event.pointerId)) onSeek(seconds);
        }}
      >
        {/* Uses the colours of the theme, so a new theme renders it again. */}
        <Sound key={theme} waveform={sound} />
        {cues && cues.length <= maxTicks && duration > 0 && (
          <div className={styles.ticks} aria-hidden>
            {cues.map((cue) => (
              <i key={cue.ordinal} style={spanStyle(cue.startSeconds, cue.endSeconds, duration)} />
            ))}
          </div>
        )}
        <Lanes duration={duration} />
        <Range {...range} duration={duration} />
        <span className={styles.playhead} />
        <span className={styles.hover} />
        <TimelinePreview
          storyboard={storyboard}
          seconds={pointed ?? (isFocused ? state.time : undefined)}
          duration={duration}
        />
      </Slider>
    </div>
  );
}

function Slider(props: ComponentProps<'div'>) {
  return <div {...props} {...asSlider} />;
}

/** Waveform, cut at the playhead: played parts in colour, the rest in grey. */
function Sound({ waveform }: { waveform: Waveform | undefined }) {
  const restRef = useRef<HTMLCanvasElement>(null);
  const playedRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvases = [restRef.current, playedRef.current].filter((canvas) => canvas !== null);
    const [first] = canvases;
    if (!waveform || !first) return undefined;
    const draw = () => {
      for (const canvas of canvases) drawWaveform(canvas, waveform);
    };
    const observer = new ResizeObserver(draw);
    observer.observe(first);
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', draw);
    return () => {
      observer.disconnect();
      system.removeEventListener('change', draw);
    };
  }, [waveform]);
  if (!waveform) return <div className={styles.plain} />;
  return (
    <div className={styles.sound} aria-hidden>
      <canvas ref={restRef} className={styles.rest} />
      <canvas ref={playedRef} className={styles.played} />
    </div>
  );
}

/** The range that is marked, of which an end may be open. */
function Range({ start, end, duration }: MarkedRange & { duration: number }) {
  if (duration === 0 || (start === undefined && end === undefined)) return null;
  return <span className={styles.range} style={spanStyle(start ?? 0, Math.min(end ?? duration, duration), duration)} />;
}

/** Time ranges of annotations, one lane for each label. */
function Lanes({ duration }: { duration: number }) {
  const groups = useShownGroups();
  const { activeId } = useActiveAnnotation();
  if (duration === 0) return null;
  return (
    <div className={styles.lanes} aria-hidden>
      {groups.map(({ label, hue, annotations }) => {
        const ranges = annotations.filter(({ shape }) => shape?.kind === 'TIME_RANGE');
        if (ranges.length === 0) return null;
        return (
          <div key={label} className={cx(styles.lane, hueClass(hue))}>
            {ranges.map(({ id, shape }) =>
              shape?.kind === 'TIME_RANGE' ? (
                <i
                  key={id}
                  className={cx(id === activeId && styles.active)}
                  data-tip={label}
                  style={spanStyle(shape.startSeconds, shape.endSeconds, duration)}
                />
              ) : null,
            )}
          </div>
        );
      })}
    </div>
  );
}

function spanStyle(startSeconds: number, endSeconds: number, duration: number) {
  return {
    left: `${(startSeconds / duration) * 100}%`,
    width: `${(Math.max(0, endSeconds - startSeconds) / duration) * 100}%`,
  };
}
