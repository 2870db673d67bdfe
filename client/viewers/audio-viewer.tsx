import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { nameOfItem } from '../ui/item-name.ts';
import { MediaViewer } from './media-viewer.tsx';
import { useTranscript } from './use-transcript.ts';

const AudioViewerFragment = graphql(`
  fragment AudioViewer_item on Item {
    id
    key
    title
    content {
      __typename
      ... on AudioContent {
        primary {
          id
          filename
          contentType
          durationSeconds
          codecs
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
      }
    }
    ...Transcript_item
  }
`);

/** Viewer for sound: the transcript on the stage, the waveform below it. */
export function AudioViewer(props: { item: FragmentType<typeof AudioViewerFragment> }) {
  const item = readFragment(AudioViewerFragment, props.item);
  const transcript = useTranscript(item);
  const { content } = item;
  if (content.__typename !== 'AudioContent') return null;
  return (
    <MediaViewer
      item={item.id}
      kind="audio"
      file={content.primary}
      filename={content.primary.filename ?? item.key}
      waveform={content.waveform ?? undefined}
      transcript={transcript}
      renderMedium={({ ref, src }) => (
        <audio ref={ref} src={src} aria-label={nameOfItem(item)} preload="metadata">
          <track kind="captions" />
        </audio>
      )}
    />
  );
}
