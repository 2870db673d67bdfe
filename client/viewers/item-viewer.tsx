import { lazy, Suspense } from 'react';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { CannotShow } from './cannot-show.tsx';
import styles from './item-viewer.module.css';
import * as strings from './strings.ts';
import { ViewerBoundary } from './viewer-boundary.tsx';

// Each viewer is loaded when the first item of its kind is opened.
const ImageViewer = lazy(async () => ({ default: (await import('./image-viewer.tsx')).ImageViewer }));
const VideoViewer = lazy(async () => ({ default: (await import('./video-viewer.tsx')).VideoViewer }));
const AudioViewer = lazy(async () => ({ default: (await import('./audio-viewer.tsx')).AudioViewer }));
const TextViewer = lazy(async () => ({ default: (await import('./text-viewer.tsx')).TextViewer }));
const DocumentViewer = lazy(async () => ({ default: (await import('./document-viewer.tsx')).DocumentViewer }));
const FileViewer = lazy(async () => ({ default: (await import('./file-viewer.tsx')).FileViewer }));

const ItemViewerFragment = graphql(`
  fragment ItemViewer_item on Item {
    id
    content {
      __typename
    }
    ...ImageViewer_item
    ...VideoViewer_item
    ...AudioViewer_item
    ...TextViewer_item
    ...DocumentViewer_item
    ...FileViewer_item
  }
`);

interface ItemViewerProps {
  item: FragmentType<typeof ItemViewerFragment>;
}

/** Shows an item with the viewer for its kind of content. */
export function ItemViewer(props: ItemViewerProps) {
  const { id } = readFragment(ItemViewerFragment, props.item);
  return (
    <ViewerBoundary key={id}>
      <Suspense fallback={<Skeleton className={styles.waiting} width="auto" height="auto" />}>
        <ContentViewer {...props} />
      </Suspense>
    </ViewerBoundary>
  );
}

function ContentViewer(props: ItemViewerProps) {
  const item = readFragment(ItemViewerFragment, props.item);
  const { content } = item;
  switch (content.__typename) {
    case 'ImageContent':
      return <ImageViewer item={item} />;
    case 'VideoContent':
      return <VideoViewer item={item} />;
    case 'AudioContent':
      return <AudioViewer item={item} />;
    case 'TextContent':
      return <TextViewer item={item} />;
    case 'DocumentContent':
      return <DocumentViewer item={item} />;
    case 'TableContent':
    case 'FileContent':
      return <FileViewer item={item} />;
    default:
      content satisfies never;
      // Happens if the server is newer than the page.
      return <CannotShow>{strings.reloadForType}</CannotShow>;
  }
}
