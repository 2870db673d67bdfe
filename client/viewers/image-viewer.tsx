import { useSearch } from '@tanstack/react-router';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { SignedImage } from '../data/signed-image.tsx';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { AnnotationOverlay } from './annotation-overlay.tsx';
import { boundsOf } from './annotation-shape.ts';
import { useChosenShape } from './annotations.ts';
import { ClassificationChips } from './classification-chips.tsx';
import styles from './image-viewer.module.css';
import { usePanZoom } from './use-pan-zoom.ts';
import type { Size } from './zoom-maths.ts';

const ImageViewerFragment = graphql(`
  fragment ImageViewer_item on Item {
    key
    title
    thumbnail {
      id
      signedUrl {
        url
        expiresInSeconds
      }
    }
    content {
      __typename
      primary {
        id
        width
        height
        signedUrl {
          url
          expiresInSeconds
        }
      }
    }
  }
`);

/** A picture one can come close to, with what is said of its parts drawn over it. */
export function ImageViewer(props: { item: FragmentType<typeof ImageViewerFragment> }) {
  const { key, title, thumbnail, content } = readFragment(ImageViewerFragment, props.item);
  const { id, width, height } = content.primary;
  // What is not measured yet tells its size when it has loaded.
  const [loaded, setLoaded] = useState<Size>();
  const [isShown, setShown] = useState(false);
  const picture = width && height ? { width, height } : loaded;
  const { stageRef, stage, view, isFitted, isMoving, zoomBy, fit, showActualSize, showRegion, pan } =
    usePanZoom(picture);
  const region = useSearch({ strict: false }).xywh;
  const isReady = stage !== undefined && picture !== undefined;

  useEffect(() => {
    if (!region || !isReady) return;
    const [x, y, regionWidth, regionHeight] = region;
    showRegion({ x, y, width: regionWidth, height: regionHeight });
  }, [region, isReady, showRegion]);
  useChosenShape((shape) => {
    const bounds = picture && boundsOf(shape, picture);
    if (bounds) showRegion(bounds);
  });

  useShortcut({ keys: '+', label: 'Zoom in', group: 'Picture', run: () => zoomBy(1.5) });
  useShortcut({ keys: '-', label: 'Zoom out', group: 'Picture', run: () => zoomBy(1 / 1.5) });
  useShortcut({
    keys: '0',
    label: 'Fit, or actual size',
    group: 'Picture',
    run: () => (isFitted ? showActualSize() : fit()),
  });
  useShortcut({ keys: 'shift+ArrowLeft', label: 'Move left', group: 'Picture', run: () => pan({ x: 80, y: 0 }) });
  useShortcut({ keys: 'shift+ArrowRight', label: 'Move right', group: 'Picture', run: () => pan({ x: -80, y: 0 }) });
  useShortcut({ keys: 'shift+ArrowUp', label: 'Move up', group: 'Picture', run: () => pan({ x: 0, y: 80 }) });
  useShortcut({ keys: 'shift+ArrowDown', label: 'Move down', group: 'Picture', run: () => pan({ x: 0, y: -80 }) });

  const place = view &&
    picture && {
      width: picture.width,
      height: picture.height,
      transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
    };
  return (
    <div className={styles.viewer}>
      <div
        ref={stageRef}
        className={cx(styles.stage, isMoving && styles.moving, view && view.scale >= 3 && styles.pixels)}
        onDoubleClick={() => (isFitted ? showActualSize() : fit())}
      >
        <div className={styles.picture} style={place} hidden={picture !== undefined && !place}>
          {thumbnail && picture && !isShown && <SignedImage asset={thumbnail.id} alt="" className={styles.layer} />}
          <SignedImage
            asset={id}
            alt={title ?? key}
            fetchPriority="high"
            className={cx(styles.layer, styles.full)}
            onLoad={(image) => {
              setLoaded({ width: image.naturalWidth, height: image.naturalHeight });
              // Only when the pixels are there may the small picture below go.
              void image.decode().then(
                () => setShown(true),
                () => setShown(true),
              );
            }}
          />
        </div>
        {view && picture && stage && <AnnotationOverlay view={view} picture={picture} stage={stage} />}
        <ClassificationChips className={styles.chips} />
      </div>
      <div className={styles.bar} role="toolbar" aria-label="Zoom">
        <IconButton size="s" label="Zoom out" keys="-" icon={<Minus size={14} />} onClick={() => zoomBy(1 / 1.5)} />
        <Button
          size="s"
          tone="quiet"
          className={styles.scale}
          aria-label="Actual size"
          data-tip="Actual size"
          onClick={showActualSize}
        >
          {view ? `${formatScale(view.scale)} %` : '–'}
        </Button>
        <IconButton size="s" label="Zoom in" keys="+" icon={<Plus size={14} />} onClick={() => zoomBy(1.5)} />
        <IconButton size="s" label="Fit" keys="0" icon={<Maximize size={13} />} isPressed={isFitted} onClick={fit} />
      </div>
    </div>
  );
}

function formatScale(scale: number): string {
  return (scale * 100).toFixed(scale < 0.1 ? 1 : 0);
}
