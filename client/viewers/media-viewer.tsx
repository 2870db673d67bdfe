import { useSearch } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useSignedMedia } from '../data/use-signed-media.ts';
import { cx } from '../ui/cx.ts';
import { useChosenShape } from './annotations.ts';
import { CannotShow } from './cannot-show.tsx';
import { ClassificationChips } from './classification-chips.tsx';
import { findActiveCue } from './cues.ts';
import { toggleFullScreen } from './full-screen.ts';
import { MediaControls, rates } from './media-controls.tsx';
import styles from './media-viewer.module.css';
import { RenditionNote } from './rendition-note.tsx';
import * as strings from './strings.ts';
import { Timeline } from './timeline.tsx';
import { TranscriptPanel } from './transcript-panel.tsx';
import { useFrameClock } from './use-frame-clock.ts';
import { useFrameSteps } from './use-frame-steps.ts';
import { useLoop } from './use-loop.ts';
import { useMediaState } from './use-media-state.ts';
import { usePlayableFile } from './use-playable-file.ts';
import { usePlayerKeys } from './use-player-keys.ts';
import { useShuttle } from './use-shuttle.ts';
import type { StoryboardFiles } from './use-storyboard.ts';
import type { Transcript } from './use-transcript.ts';

interface MediaViewerProps {
  /** Id of the item. */
  item: string;
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
  /** Id of the list of frame times, for films whose frames are unevenly spaced. */
  frameTimes?: string | undefined;
  storyboard?: StoryboardFiles | undefined;
  renderMedium: (props: { ref: RefObject<HTMLMediaElement | null>; src: string | undefined }) => ReactNode;
}

interface MediaFile {
  id: string;
  contentType: string;
  durationSeconds?: number | null;
  frameRate?: number | null;
  frameRateFraction?: string | null;
  frameCount?: number | null;
  codecs?: readonly string[] | null;
}

/** Player with the timeline below and the transcript beside it. */
export function MediaViewer(props: MediaViewerProps) {
  const { kind, file, filename, hasPicture, poster, waveform, transcript, frameTimes, storyboard, renderMedium } =
    props;
  const { durationSeconds } = file;
  const [hasFailed, setFailed] = useState(false);
  const { file: played, playability: known, isCopy, progress } = usePlayableFile(kind, props.item, file, hasFailed);
  const asset = played.id;
  const frameRef = useRef<HTMLDivElement>(null);
  const mediaRef = useRef<HTMLMediaElement>(null);
  const media = useSignedMedia(asset, mediaRef);
  const state = useMediaState(mediaRef);
  // A film without a picture from the server may be sound in a film's format.
  const isPictureless = kind === 'video' && (hasPicture ?? poster !== undefined) && state.hasNoPicture;
  const failure = known.canPlay ? undefined : known.reason;
  // A file that was not examined yet may be one that no browser plays.
  const needsCopy = isPictureless || (media.isFailed && (file.codecs ?? null) === null);
  if (needsCopy && !hasFailed) setFailed(true);
  const isBroken = media.isFailed || isPictureless || failure !== undefined;
  const [hasCaptions, setCaptions] = useState(true);
  // The waveform comes first, because it was made from the decoded sound. The header of a file may claim any duration.
  const duration = waveform?.durationSeconds || durationSeconds || state.duration || 0;
  const { seek: seekMedia } = media;
  const { t } = useSearch({ strict: false });

  const seek = useCallback((seconds: number) => seekMedia(Math.max(0, seconds)), [seekMedia]);
  const isFilm = kind === 'video';
  const clock = useFrameClock(file, isFilm ? frameTimes : undefined);
  const { step, shownFrame } = useFrameSteps(mediaRef, clock, seek);
  const shuttle = useShuttle(mediaRef, seek);
  const loop = useLoop(mediaRef, seek);
  const toggle = useCallback(() => {
    const element = mediaRef.current;
    if (!element) return;
    // Fails only if the browser requires a user gesture first, or if a new URL interrupts it. In that case playing
    // starts again.
    if (shuttle.backwardRate > 0) shuttle.stop();
    else if (element.paused) element.play().catch(() => {});
    else element.pause();
  }, [shuttle]);
  useEffect(() => {
    if (t !== undefined) seek(t);
  }, [t, seek]);
  const { setRange } = loop;
  useChosenShape((shape) => {
    if (shape.kind !== 'TIME_RANGE') return;
    setRange({ start: shape.startSeconds, end: shape.endSeconds });
    seek(shape.startSeconds);
  });

  const now = () => mediaRef.current?.currentTime ?? 0;
  const fillScreen = () => toggleFullScreen(frameRef.current, mediaRef.current);
  const range = {
    range: loop.range,
    isLooping: loop.isOn,
    onLoop: loop.toggle,
    // The marks enclose whole frames, also the one on the screen.
    onMarkStart: () => loop.markStart(isFilm && clock ? clock.startOf(shownFrame()) : now()),
    onMarkEnd: () => loop.markEnd(isFilm && clock ? Math.min(clock.startOf(shownFrame() + 1), duration) : now()),
    onClear: () => setRange({}),
  };
  usePlayerKeys({
    toggle,
    skip: (seconds) => seek(Math.min(now() + seconds, duration)),
    changeRate(direction) {
      const element = mediaRef.current;
      if (element) element.playbackRate = nextRate(element.playbackRate, direction);
    },
    forward: shuttle.forward,
    backward: shuttle.backward,
    stop: shuttle.stop,
    markStart: range.onMarkStart,
    markEnd: range.onMarkEnd,
    clearRange: range.onClear,
    toggleLoop: loop.toggle,
    film: isFilm ? { step, toggleCaptions: () => setCaptions((on) => !on), toggleFullScreen: fillScreen } : undefined,
  });

  const cue = transcript?.cues[findActiveCue(transcript.cues, state.time)];
  return (
    <div className={cx(styles.viewer, styles[kind], transcript && styles.withTranscript, isBroken && styles.isBroken)}>
      <div ref={frameRef} className={styles.player}>
        <div className={styles.stage}>
          {isBroken && (
            <CannotShow
              title={kind === 'video' ? strings.cannotPlayVideo : strings.cannotPlayAudio}
              file={{ asset: file.id, filename }}
              picture={poster}
              onRetry={media.isFailed && failure === undefined && (!hasFailed || isCopy) ? media.retry : undefined}
              className={styles.broken}
            >
              {(failure !== undefined || hasFailed) && !isCopy ? (
                <RenditionNote
                  reason={failure ?? (isPictureless ? strings.noPicture : strings.cannotPlayHere)}
                  progress={progress}
                />
              ) : (
                (failure ?? (isPictureless ? strings.noPicture : undefined))
              )}
            </CannotShow>
          )}
          <div className={styles.medium} hidden={isBroken}>
            {renderMedium({ ref: mediaRef, src: failure === undefined ? media.src : undefined })}
            {kind === 'video' && (
              <button type="button" tabIndex={-1} aria-hidden className={styles.surface} onClick={toggle} />
            )}
          </div>
          <ClassificationChips className={styles.chips} />
          {known.canPlay && (known.isSilent || isCopy) && !isBroken && (
            <p className={styles.silent}>{isCopy ? strings.renditionPlayed : strings.noSound}</p>
          )}
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
              onFullScreen={isFilm ? fillScreen : undefined}
              range={range}
              film={isFilm ? { clock, shownFrame, onStep: step } : undefined}
              backwardRate={shuttle.backwardRate}
            />
            <Timeline
              mediaRef={mediaRef}
              state={state}
              duration={duration}
              waveform={waveform?.id}
              cues={transcript?.cues}
              range={loop.range}
              storyboard={storyboard}
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

/** Returns the next slower or faster of the speeds that the menu has. */
function nextRate(rate: number, direction: 1 | -1): number {
  const next = direction > 0 ? rates.find((one) => one > rate) : rates.findLast((one) => one < rate);
  return next ?? rate;
}
