import type { ComponentProps } from 'react';
import { AnnotationsProvider } from '../item-panel/annotations-provider.tsx';
import { AudioViewer } from '../viewers/audio-viewer.tsx';
import { CannotShow } from '../viewers/cannot-show.tsx';
import { MediaClock } from '../viewers/media-clock.tsx';
import { MediaControls } from '../viewers/media-controls.tsx';
import { steadyClock } from '../viewers/media-frames.ts';
import { MediaRange } from '../viewers/media-range.tsx';
import { MediaViewer } from '../viewers/media-viewer.tsx';
import { RenditionNote } from '../viewers/rendition-note.tsx';
import { Timeline } from '../viewers/timeline.tsx';
import { TimelinePreview } from '../viewers/timeline-preview.tsx';
import { TranscriptPanel } from '../viewers/transcript-panel.tsx';
import type { MediaState } from '../viewers/use-media-state.ts';
import type { RenditionProgress } from '../viewers/use-rendition.ts';
import { VideoViewer } from '../viewers/video-viewer.tsx';
import { ignore } from './each.tsx';
import { assetOf } from './fixtures/assets.ts';
import { items } from './fixtures/items.ts';
import { connectionOf } from './fixtures/pages.ts';
import { segments } from './fixtures/transcript.ts';
import { Framed, Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { Opened } from './opened.tsx';
import { Stage } from './stage.tsx';
import type { StatesIn } from './state.ts';

const atRest: MediaState = {
  time: 12,
  duration: 125,
  isPlaying: false,
  isWaiting: false,
  rate: 1,
  volume: 0.8,
  isMuted: false,
  hasNoPicture: false,
};
const noElement = { current: null };
const film = steadyClock({ frameRateFraction: '24000/1001', frameCount: 2_998 });
const noRange = {
  range: {},
  isLooping: false,
  onLoop: ignore,
  onMarkStart: ignore,
  onMarkEnd: ignore,
  onClear: ignore,
};
const transcript = connectionOf('TranscriptSegment', segments);

export const media: Pick<
  StatesIn<'viewers'>,
  | 'viewers/audio-viewer'
  | 'viewers/media-clock'
  | 'viewers/media-controls'
  | 'viewers/media-range'
  | 'viewers/media-viewer'
  | 'viewers/rendition-note'
  | 'viewers/timeline'
  | 'viewers/timeline-preview'
  | 'viewers/transcript-panel'
  | 'viewers/video-viewer'
> = {
  'viewers/audio-viewer': {
    AudioViewer: {
      'with a transcript': (
        <Stage isWide height={420} until="canvas">
          <AnnotationsProvider item={masked(items.AUDIO)}>
            <AudioViewer item={masked({ ...items.AUDIO, transcript })} />
          </AnnotationsProvider>
        </Stage>
      ),
      'without a waveform': (
        <Stage>
          <AudioViewer item={masked({ ...items.AUDIO, content: { ...items.AUDIO.content, waveform: null } })} />
        </Stage>
      ),
    },
  },
  'viewers/media-clock': {
    MediaClock: {
      'of a film': clockOf({ frames: film }),
      'of a film whose frames are not counted': clockOf({ frames: steadyClock({}) }),
      'of a long sound': clockOf({ duration: 36_000 }),
    },
  },
  'viewers/media-range': {
    MediaRange: {
      'nothing marked': (
        <Framed>
          <Opened>
            <MediaRange {...noRange} />
          </Opened>
        </Framed>
      ),
      looping: (
        <Framed>
          <Opened>
            <MediaRange {...noRange} range={{ start: 3.25, end: 3_605.5 }} isLooping />
          </Opened>
        </Framed>
      ),
    },
  },
  'viewers/media-controls': {
    MediaControls: {
      paused: controls({}),
      playing: controls({ isPlaying: true, isWaiting: true, rate: 1.5 }),
      muted: controls({ isMuted: true, duration: 7_384 }),
      'looping a range': controls(
        { rate: 4 },
        { range: { ...noRange, range: { start: 3, end: 4.5 }, isLooping: true } },
      ),
      backwards: controls({}, { backwardRate: 2 }),
      'of a sound': controls({}, { film: undefined, onFullScreen: undefined }),
    },
  },
  'viewers/media-viewer': {
    MediaViewer: {
      'format that no browser plays': (
        <Stage>
          <MediaViewer
            item="item"
            kind="video"
            file={{ id: 'film', contentType: 'video/quicktime', codecs: ['prores'] }}
            filename="film.mov"
            waveform={undefined}
            transcript={null}
            renderMedium={() => null}
          />
        </Stage>
      ),
      missing: (
        <Stage until="[role=alert]">
          <MediaViewer
            item="item"
            kind="audio"
            file={{ id: 'missing', contentType: 'audio/wav' }}
            filename="sound.wav"
            waveform={undefined}
            transcript={null}
            renderMedium={() => null}
          />
        </Stage>
      ),
    },
  },
  'viewers/rendition-note': {
    RenditionNote: {
      queued: note(undefined),
      'being made': note({ state: 'RUNNING', reason: null, progress: 0.42 }),
      'without a duration': note({ state: 'RUNNING', reason: null, progress: null }),
      failed: note({ state: 'FAILED', reason: 'Films of more than 4 hours are not converted.', progress: null }),
    },
  },
  'viewers/timeline': {
    Timeline: {
      'with a waveform': (
        <AnnotationsProvider item={masked(items.AUDIO)}>
          {timeline({ waveform: 'waveform', cues: segments })}
        </AnnotationsProvider>
      ),
      plain: timeline({}),
      'with a range': timeline({ range: { start: 20, end: 55 } }),
    },
  },
  'viewers/timeline-preview': {
    TimelinePreview: {
      'time alone': preview({ seconds: 12 }),
      'at the start': preview({ seconds: 0, storyboard: { sheet: 'panorama', cues: 'storyboard' } }),
      'at the end': preview({ seconds: 125, storyboard: { sheet: 'panorama', cues: 'storyboard' } }),
    },
  },
  'viewers/transcript-panel': {
    TranscriptPanel: {
      following: transcriptPanel({}),
      loading: transcriptPanel({ isLoading: true }),
      'too long': transcriptPanel({ isCut: true }),
    },
  },
  'viewers/video-viewer': {
    VideoViewer: {
      poster: (
        <Stage isWide height={420}>
          <VideoViewer item={masked({ ...items.VIDEO, transcript })} />
        </Stage>
      ),
      'without a poster': (
        <Stage>
          <VideoViewer
            item={masked({
              ...items.VIDEO,
              content: { ...items.VIDEO.content, poster: null, primary: assetOf('waiting', 'video/webm') },
            })}
          />
        </Stage>
      ),
    },
  },
};

function controls(state: Partial<MediaState>, props: Partial<ComponentProps<typeof MediaControls>> = {}) {
  const all = { ...atRest, ...state };
  return (
    <Wide>
      <MediaControls
        mediaRef={noElement}
        state={all}
        duration={all.duration}
        onToggle={ignore}
        captions={{ isOn: true, toggle: ignore }}
        onFullScreen={ignore}
        range={noRange}
        film={{ clock: film, shownFrame: () => 288, onStep: ignore }}
        {...props}
      />
    </Wide>
  );
}

function clockOf(props: Partial<ComponentProps<typeof MediaClock>>) {
  return (
    <MediaClock
      mediaRef={noElement}
      state={atRest}
      duration={125}
      frames={undefined}
      shownFrame={() => 288}
      {...props}
    />
  );
}

function timeline(props: Partial<ComponentProps<typeof Timeline>>) {
  return (
    <Timeline
      mediaRef={noElement}
      state={atRest}
      duration={125}
      waveform={undefined}
      cues={undefined}
      onSeek={ignore}
      {...props}
    />
  );
}

function note(progress: RenditionProgress | undefined) {
  return (
    <CannotShow title="This video can’t be played" file={{ asset: 'film', filename: 'film.avi' }}>
      <RenditionNote reason="Browsers can’t play video/x-msvideo files." progress={progress} />
    </CannotShow>
  );
}

function preview(props: Partial<ComponentProps<typeof TimelinePreview>>) {
  return (
    <Stage height={200} until="span">
      <div style={{ position: 'absolute', inset: '180px 20px 0' }}>
        <TimelinePreview storyboard={undefined} seconds={undefined} duration={125} {...props} />
      </div>
    </Stage>
  );
}

function transcriptPanel(state: { isLoading?: boolean; isCut?: boolean }) {
  return (
    <Stage height={360}>
      <TranscriptPanel
        transcript={{ cues: segments, isLoading: false, isCut: false, ...state }}
        time={12}
        isPlaying={false}
        onSeek={ignore}
      />
    </Stage>
  );
}
