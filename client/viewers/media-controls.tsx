import { Captions, CaptionsOff, Check, Link2, Maximize, Pause, Play, Volume2, VolumeX } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { formatDuration } from '../ui/format.ts';
import { Menu } from '../ui/menu.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { Spacer } from '../ui/toolbar.tsx';
import styles from './media-controls.module.css';
import * as strings from './strings.ts';
import type { MediaState } from './use-media-state.ts';

interface MediaControlsProps {
  mediaRef: RefObject<HTMLMediaElement | null>;
  state: MediaState;
  duration: number;
  onToggle: () => void;
  captions?: { isOn: boolean; toggle: () => void };
  /** Element that can fill the screen. */
  fullscreenRef?: RefObject<HTMLElement | null>;
}

const rates = [0.5, 0.75, 1, 1.25, 1.5, 2];

export function MediaControls({ mediaRef, state, duration, onToggle, captions, fullscreenRef }: MediaControlsProps) {
  const isSilent = state.isMuted || state.volume === 0;
  return (
    <div className={styles.controls} role="toolbar" aria-label={strings.player}>
      <IconButton
        label={state.isPlaying ? strings.pause : strings.play}
        keys="Space"
        icon={state.isPlaying ? <Pause size={16} fill="currentColor" /> : <Play size={16} fill="currentColor" />}
        onClick={onToggle}
      />
      <span className={styles.time}>
        {formatDuration(state.time, duration < 60 ? 1 : 0)}
        <span> / {formatDuration(duration, duration < 60 ? 1 : 0)}</span>
      </span>
      {state.isWaiting && state.isPlaying && <Spinner label={strings.loading} />}
      <Spacer />
      <CopyMoment time={state.time} />
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
            {strings.rate(state.rate)}
          </button>
        )}
      />
      <IconButton
        label={isSilent ? strings.unmute : strings.mute}
        icon={isSilent ? <VolumeX size={16} /> : <Volume2 size={16} />}
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
      {fullscreenRef && (
        <IconButton
          label={strings.fullScreen}
          icon={<Maximize size={15} />}
          onClick={() => {
            const change = document.fullscreenElement
              ? document.exitFullscreen()
              : fullscreenRef.current?.requestFullscreen();
            // A browser may refuse. Then the page stays unchanged, which the user can see.
            change?.catch(() => {});
          }}
        />
      )}
    </div>
  );
}

/** Button that copies a link to this item at this time. */
function CopyMoment({ time }: { time: number }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      label={isCopied ? strings.copied : strings.copyLinkTo(formatDuration(time, 1))}
      icon={isCopied ? <Check size={15} /> : <Link2 size={15} />}
      onClick={async () => {
        const url = new URL(window.location.href);
        url.searchParams.set('t', String(Math.round(time * 10) / 10));
        await navigator.clipboard.writeText(url.href);
        setCopied(true);
      }}
    />
  );
}
