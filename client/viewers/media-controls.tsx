import {
  Captions,
  CaptionsOff,
  Check,
  Link2,
  Maximize,
  Pause,
  Play,
  StepBack,
  StepForward,
  Volume2,
  VolumeX,
} from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { formatDuration } from '../ui/format.ts';
import { Menu } from '../ui/menu.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Spacer } from '../ui/toolbar.tsx';
import { MediaClock } from './media-clock.tsx';
import styles from './media-controls.module.css';
import type { FrameClock } from './media-frames.ts';
import { MediaRange, type RangeActions } from './media-range.tsx';
import * as strings from './strings.ts';
import type { MediaState } from './use-media-state.ts';

interface MediaControlsProps {
  mediaRef: RefObject<HTMLMediaElement | null>;
  state: MediaState;
  duration: number;
  onToggle: () => void;
  captions?: { isOn: boolean; toggle: () => void };
  onFullScreen?: (() => void) | undefined;
  range: RangeActions;
  /** Frames of a film. */
  film?: { clock: FrameClock | undefined; shownFrame: () => number; onStep: (frames: number) => void } | undefined;
  /** Speed of playing backwards, or 0. */
  backwardRate?: number;
}

export const rates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

export function MediaControls(props: MediaControlsProps) {
  const { mediaRef, state, duration, onToggle, captions, onFullScreen, range, film, backwardRate = 0 } = props;
  const isMoving = state.isPlaying || backwardRate > 0;
  const isSilent = state.isMuted || state.volume === 0;
  return (
    <div className={styles.controls} role="toolbar" aria-label={strings.player}>
      {film && (
        <IconButton
          label={strings.backOneFrame}
          keys=","
          icon={<StepBack size={15} />}
          onClick={() => film.onStep(-1)}
        />
      )}
      <IconButton
        label={isMoving ? strings.pause : strings.play}
        keys="Space"
        icon={isMoving ? <Pause size={16} fill="currentColor" /> : <Play size={16} fill="currentColor" />}
        onClick={onToggle}
      />
      {film && (
        <IconButton
          label={strings.forwardOneFrame}
          keys="."
          icon={<StepForward size={15} />}
          onClick={() => film.onStep(1)}
        />
      )}
      <MediaClock
        mediaRef={mediaRef}
        state={state}
        duration={duration}
        frames={film?.clock}
        shownFrame={film?.shownFrame ?? noFrame}
      />
      {state.isWaiting && state.isPlaying && <Spinner label={strings.loading} />}
      <Spacer />
      <CopyMoment mediaRef={mediaRef} time={state.time} />
      <MediaRange {...range} />
      <Menu
        label={strings.speed}
        align="end"
        sections={[
          {
            items: rates.map((rate) => ({
              id: String(rate),
              label: strings.rate(rate),
              isChecked: rate === state.rate,
              onSelect: () => {
                if (mediaRef.current) mediaRef.current.playbackRate = rate;
              },
            })),
          },
        ]}
        renderTrigger={(trigger) => (
          <button
            type="button"
            {...trigger}
            className={styles.rate}
            aria-label={strings.speedOf(state.rate)}
            data-tip={strings.speed}
          >
            {backwardRate > 0 ? strings.backwardRate(backwardRate) : strings.rate(state.rate)}
          </button>
        )}
      />
      <IconButton
        label={isSilent ? strings.unmute : strings.mute}
        icon={isSilent ? <VolumeX size={16} /> : <Volume2 size={16} />}
        className={styles.mute}
        onClick={() => {
          const element = mediaRef.current;
          if (!element) return;
          element.muted = !isSilent;
          if (isSilent && element.volume === 0) element.volume = 0.5;
        }}
      />
      <input
        type="range"
        aria-label={strings.volume}
        className={styles.volume}
        min={0}
        max={1}
        step={0.05}
        value={state.isMuted ? 0 : state.volume}
        onChange={(event) => {
          const element = mediaRef.current;
          if (!element) return;
          element.volume = event.target.valueAsNumber;
          element.muted = false;
        }}
      />
      {captions && (
        <IconButton
          label={strings.captions}
          keys="C"
          isPressed={captions.isOn}
          icon={captions.isOn ? <Captions size={16} /> : <CaptionsOff size={16} />}
          onClick={captions.toggle}
        />
      )}
      {onFullScreen && (
        <IconButton label={strings.fullScreen} keys="F" icon={<Maximize size={15} />} onClick={onFullScreen} />
      )}
    </div>
  );
}

const noFrame = () => 0;

/** Button that copies a link to this item at this time. */
function CopyMoment({ mediaRef, time }: { mediaRef: MediaControlsProps['mediaRef']; time: number }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      className={styles.copy}
      label={isCopied ? strings.copied : strings.copyLinkTo(formatDuration(time, 1))}
      icon={isCopied ? <Check size={15} /> : <Link2 size={15} />}
      onClick={async () => {
        const url = new URL(window.location.href);
        // Exact enough to show the same frame.
        url.searchParams.set('t', String(Math.round((mediaRef.current?.currentTime ?? time) * 1_000) / 1_000));
        await navigator.clipboard.writeText(url.href);
        setCopied(true);
      }}
    />
  );
}
