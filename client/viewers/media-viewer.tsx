import { useSearch } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSignedMedia } from '../data/use-signed-media.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { cx } from '../ui/cx.ts';
import { useChosenShape } from './annotations.ts';
import { canPlay } from './can-play.ts';
import { CannotShow } from './cannot-show.tsx';
import { ClassificationChips } from './classification-chips.tsx';
import { findActiveCue } from './cues.ts';
import { MediaControls } from './media-controls.tsx';
import styles from './media-viewer.module.css';
import * as strings from './strings.ts';
import { Timeline } from './timeline.tsx';
import { TranscriptPanel } from './transcript-panel.tsx';
import { useMediaState } from './use-media-state.ts';
import type { Transcript } from './use-transcript.ts';

interface MediaViewerProps {
  kind: 'video' | 'audio';
  file: MediaFile;
  /** File name for downloads. */
  filename: string;
  /** Whether a film has moving pictures. Null until known. */
  hasPicture?: boolean | null;
  /** Id of a picture of the film, for films that cannot be played. */
  poster?: string;
  waveform: { id: string; durationSeconds?: number | null } | undefined;
  transcript: Transcript | null;
  renderMedium: (props: { ref: RefObject<HTMLMediaElement | null>; src: string | undefined }) => ReactNode;
}

interface MediaFile {
  id: string;
  contentType: string;
  durationSeconds?: number | null;
  frameRate?: number | null;
  codecs?: readonly string[] | null;
}

/** Frame rate assumed for single steps until the film's rate is known. */
const usualFrameRate = 30;
const frameMargin = 0.001;

/** Player with the timeline below and the transcript beside it. */
export function MediaViewer(props: MediaViewerProps) {
  const { kind, file, filename, hasPicture, poster, waveform, transcript, renderMedium } = props;
  const { id: asset, contentType, codecs, durationSeconds } = file;
  const known = useMemo(() => {
    const element = document.createElement(kind);
    return canPlay({ contentType, codecs: codecs ?? null }, (type) => element.canPlayType(type));
  }, [kind, contentType, codecs]);
  const frameRef = useRef<HTMLDivElement>(null);
  const mediaRef = useRef<HTMLMediaElement>(null);
  const media = useSignedMedia(asset, mediaRef);
  const state = useMediaState(mediaRef);
  // A film without a picture from the server may be sound in a film's format.
  const isPictureless = kind === 'video' && (hasPicture ?? poster !== undefined) && state.hasNoPicture;
  const failure = known.canPlay ? undefined : known.reason;
  const isBroken = media.isFailed || isPictureless || failure !== undefined;
  const [hasCaptions, setCaptions] = useState(true);
  // The waveform comes first, because it was made from the decoded sound. The header of a file may claim any duration.
  const duration = waveform?.durationSeconds || durationSeconds || state.duration || 0;
  const { seek: seekMedia } = media;
  const { t } = useSearch({ strict: false });

  const seek = useCallback((seconds: number) => seekMedia(Math.max(0, seconds)), [seekMedia]);
  const toggle = useCallback(() => {
    const element = mediaRef.current;
    if (!element) return;
    // Fails only if the browser requires a user gesture first, or if a new URL interrupts it. In that case playing
    // starts again.
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
    label: strings.playOrPause,
    group: strings.player,
    run: ({ target }) => {
      // Space still clicks the focused button.
      const button = target instanceof Element ? target.closest<HTMLElement>('button, a, summary') : null;
      if (button) button.click();
      else toggle();
    },
  });
  useShortcut({ keys: 'shift+ArrowLeft', label: strings.back5Seconds, group: strings.player, run: () => skip(-5) });
  useShortcut({ keys: 'shift+ArrowRight', label: strings.forward5Seconds, group: strings.player, run: () => skip(5) });
  const step = (frames: number) => {
    const rate = file.frameRate ?? usualFrameRate;
    // Seeks slightly inside the frame: at its exact start, rounding may show the previous frame.
    const frame = Math.floor(((mediaRef.current?.currentTime ?? 0) + frameMargin) * rate) + frames;
    mediaRef.current?.pause();
    seek(Math.min(Math.max(0, frame) / rate + frameMargin, duration));
  };
  useShortcut({ keys: ',', label: strings.backOneFrame, group: strings.player, run: () => step(-1) }, kind === 'video');
  useShortcut(
    { keys: '.', label: strings.forwardOneFrame, group: strings.player, run: () => step(1) },
    kind === 'video',
  );
  useShortcut(
    { keys: 'c', label: strings.captions, group: strings.player, run: () => setCaptions((on) => !on) },
    kind === 'video',
  );

  const cue = transcript?.cues[findActiveCue(transcript.cues, state.time)];
  return (
    <div className={cx(styles.viewer, styles[kind], transcript && styles.withTranscript, isBroken && styles.isBroken)}>
      <div ref={frameRef} className={styles.player}>
        <div className={styles.stage}>
          {isBroken && (
            <CannotShow
              title={kind === 'video' ? strings.cannotPlayVideo : strings.cannotPlayAudio}
              file={{ asset, filename }}
              picture={poster}
              onRetry={media.isFailed && failure === undefined ? media.retry : undefined}
              className={styles.broken}
            >
              {failure ?? (isPictureless ? strings.noPicture : undefined)}
            </CannotShow>
          )}
          <div className={styles.medium} hidden={isBroken}>
            {renderMedium({ ref: mediaRef, src: failure === undefined ? media.src : undefined })}
            {kind === 'video' && (
              <button type="button" tabIndex={-1} aria-hidden className={styles.surface} onClick={toggle} />
            )}
          </div>
          <ClassificationChips className={styles.chips} />
          {known.canPlay && known.isSilent && !isBroken && <p className={styles.silent}>{strings.noSound}</p>}
          {kind === 'video' && hasCaptions && cue && !isBroken && (
            <p className={styles.caption} dir="auto">
              <span>{cue.text}</span>
            </p>
          )}
        </div>
        {!isBroken && (
          <>
            <MediaControls
              mediaRef={mediaRef}
              state={state}
              duration={duration}
              onToggle={toggle}
              captions={
                kind === 'video' && transcript
                  ? { isOn: hasCaptions, toggle: () => setCaptions(!hasCaptions) }
                  : undefined
              }
              fullscreenRef={kind === 'video' ? frameRef : undefined}
            />
            <Timeline
              mediaRef={mediaRef}
              state={state}
              duration={duration}
              waveform={waveform?.id}
              cues={transcript?.cues}
              onSeek={seek}
            />
          </>
        )}
      </div>
      {transcript && (
        <TranscriptPanel transcript={transcript} time={state.time} isPlaying={state.isPlaying} onSeek={seek} />
      )}
    </div>
  );
}
