import { type RefObject, useState } from 'react';
import { useSignedUrl } from '../data/use-signed-url.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { nameOfItem } from '../ui/item-name.ts';
import { MediaViewer } from './media-viewer.tsx';
import { useTranscript } from './use-transcript.ts';

const VideoViewerFragment = graphql(`
  fragment VideoViewer_item on Item {
    id
    key
    title
    content {
      __typename
      ... on VideoContent {
        hasPicture
        primary {
          id
          filename
          contentType
          durationSeconds
          frameRate
          frameRateFraction
          frameCount
          codecs
          signedUrl {
            url
            expiresInSeconds
          }
        }
        poster {
          id
          signedUrl {
            url
            expiresInSeconds
          }
        }
        waveform {
          id
          durationSeconds
          signedUrl {
            url
            expiresInSeconds
          }
        }
        storyboard {
          id
          signedUrl {
            url
            expiresInSeconds
          }
        }
        storyboardCues {
          id
          signedUrl {
            url
            expiresInSeconds
          }
        }
        frameTimes {
          id
          signedUrl {
            url
            expiresInSeconds
          }
        }
      }
    }
    ...Transcript_item
  }
`);

/** Viewer for films. The track element stays empty: captions come from the transcript, which is loaded anyway. */
export function VideoViewer(props: { item: FragmentType<typeof VideoViewerFragment> }) {
  const item = readFragment(VideoViewerFragment, props.item);
  const transcript = useTranscript(item);
  const { content } = item;
  const posterUrl = useSignedUrl(content.__typename === 'VideoContent' ? content.poster?.id : undefined);
  // Keeps the first URL of the poster: another URL would load the same picture again.
  const [poster, setPoster] = useState<string>();
  if (posterUrl.status === 'ready' && poster === undefined) setPoster(posterUrl.url);
  if (content.__typename !== 'VideoContent') return null;
  return (
    <MediaViewer
      item={item.id}
      kind={content.hasPicture === false ? 'audio' : 'video'}
      file={content.primary}
      filename={content.primary.filename ?? item.key}
      hasPicture={content.hasPicture}
      poster={content.poster?.id}
      waveform={content.waveform ?? undefined}
      transcript={transcript}
      frameTimes={content.frameTimes?.id}
      storyboard={
        content.storyboard && content.storyboardCues
          ? { sheet: content.storyboard.id, cues: content.storyboardCues.id }
          : undefined
      }
      renderMedium={({ ref, src }) => (
        <video
          ref={ref as RefObject<HTMLVideoElement | null>}
          src={src}
          poster={poster}
          aria-label={nameOfItem(item)}
          preload="metadata"
          playsInline
        >
          <track kind="captions" />
        </video>
      )}
    />
  );
}
