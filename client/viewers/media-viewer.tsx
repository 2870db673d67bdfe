import { useSearch } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useSignedMedia } from '../data/use-signed-media.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { cx } from '../ui/cx.ts';
import { useChosenShape } from './annotations.ts';
import { BrokenMedia } from './broken-media.tsx';
import { ClassificationChips } from './classification-chips.tsx';
import { findActiveCue } from './cues.ts';
import { MediaControls } from './media-controls.tsx';
import styles from './media-viewer.module.css';
import { Timeline } from './timeline.tsx';
import { TranscriptPanel } from './transcript-panel.tsx';
import { useMediaState } from './use-media-state.ts';
import type { Transcript } from './use-transcript.ts';

interface MediaViewerProps {
  kind: 'video' | 'audio';
  asset: string;
  /** As measured by the server, until the browser knows. */
  durationSeconds: number | null;
  waveform: string | undefined;
  transcript: Transcript | null;
  renderMedium: (props: { ref: RefObject<HTMLMediaElement | null>; src: string | undefined }) => ReactNode;
}

/** A player with its timeline below and what is said beside it. */
export function MediaViewer({ kind, asset, durationSeconds, waveform, transcript, renderMedium }: MediaViewerProps) {
  const frameRef = useRef<HTMLDivElement>(null);
  const mediaRef = useRef<HTMLMediaElement>(null);
  const media = useSignedMedia(asset, mediaRef);
  const state = useMediaState(mediaRef);
  const [hasCaptions, setCaptions] = useState(true);
  const duration = state.duration || durationSeconds || 0;
  const { seek: seekMedia } = media;
  const { t } = useSearch({ strict: false });

  const seek = useCallback((seconds: number) => seekMedia(Math.max(0, seconds)), [seekMedia]);
  const toggle = useCallback(() => {
    const element = mediaRef.current;
    if (!element) return;
    // Refused only when the browser wants a gesture first, or when a new URL interrupts it, which starts it again.
    if (element.paused) element.play().catch(() => {});
    else element.pause();
  }, []);
  useEffect(() => {
    if (t !== undefined) seek(t);
  }, [t, seek]);
  useChosenShape((shape) => {
    if (shape.kind === 'TIME_RANGE') seek(shape.startSeconds);
  });

  const skip = (seconds: number) => seek(Math.min((mediaRef.current?.currentTime ?? 0) + seconds, duration));
  useShortcut({
    keys: ' ',
    label: 'Play or pause',
    group: 'Player',
    run: ({ target }) => {
      // Space still presses the button that has the focus.
      const button = target instanceof Element ? target.closest<HTMLElement>('button, a, summary') : null;
      if (button) button.click();
      else toggle();
    },
  });
  useShortcut({ keys: 'shift+ArrowLeft', label: 'Back 5 seconds', group: 'Player', run: () => skip(-5) });
  useShortcut({ keys: 'shift+ArrowRight', label: 'Forward 5 seconds', group: 'Player', run: () => skip(5) });
  useShortcut({ keys: ',', label: 'Back one frame', group: 'Player', run: () => skip(-1 / 30) });
  useShortcut({ keys: '.', label: 'Forward one frame', group: 'Player', run: () => skip(1 / 30) });
  useShortcut({ keys: 'c', label: 'Captions', group: 'Player', run: () => setCaptions((on) => !on) }, kind === 'video');

  const cue = transcript?.cues[findActiveCue(transcript.cues, state.time)];
  return (
    <div
      className={cx(
        styles.viewer,
        styles[kind],
        transcript && styles.withTranscript,
        media.isFailed && styles.isBroken,
      )}
    >
      <div ref={frameRef} className={styles.player}>
        <div className={styles.stage}>
          {media.isFailed && <BrokenMedia onRetry={media.retry} className={styles.broken} />}
          <div className={styles.medium} hidden={media.isFailed}>
            {renderMedium({ ref: mediaRef, src: media.src })}
            {kind === 'video' && (
              <button type="button" tabIndex={-1} aria-hidden className={styles.surface} onClick={toggle} />
            )}
          </div>
          <ClassificationChips className={styles.chips} />
          {kind === 'video' && hasCaptions && cue && (
            <p className={styles.caption} dir="auto">
              <span>{cue.text}</span>
            </p>
          )}
        </div>
        <MediaControls
          mediaRef={mediaRef}
          state={state}
          duration={duration}
          onToggle={toggle}
          captions={
            kind === 'video' && transcript ? { isOn: hasCaptions, toggle: () => setCaptions(!hasCaptions) } : undefined
          }
          fullscreenRef={kind === 'video' ? frameRef : undefined}
        />
        <Timeline
          mediaRef={mediaRef}
          state={state}
          duration={duration}
          waveform={waveform}
          cues={transcript?.cues}
          onSeek={seek}
        />
      </div>
      {transcript && (
        <TranscriptPanel transcript={transcript} time={state.time} isPlaying={state.isPlaying} onSeek={seek} />
      )}
    </div>
  );
}
