import { useSearch } from '@tanstack/react-router';
import { Maximize, Minus, Plus } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { isWebImage } from '#formats/web-images.ts';
import { Placeholder } from '../data/placeholder.tsx';
import { SignedImage } from '../data/signed-image.tsx';
import { useSignedUrl, useSignedUrls } from '../data/use-signed-url.ts';
import type { ProcessingState } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { isUnfinished } from '../item/processing-states.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { nameOfItem } from '../ui/item-name.ts';
import { AnnotationOverlay } from './annotation-overlay.tsx';
import { boundsOf } from './annotation-shape.ts';
import { useChosenShape } from './annotations.ts';
import { CannotShow } from './cannot-show.tsx';
import { ClassificationChips } from './classification-chips.tsx';
import { DownloadButton } from './download-button.tsx';
import styles from './image-viewer.module.css';
import { PointerPlace } from './pointer-place.tsx';
import * as strings from './strings.ts';
import { usePanZoom } from './use-pan-zoom.ts';
import { ViewerToolbar } from './viewer-toolbar.tsx';
import type { Size } from './zoom-maths.ts';

const ImageViewerFragment = graphql(`
  fragment ImageViewer_item on Item {
    key
    title
    thumbnail {
      id
      thumbhash
      signedUrl {
        url
        expiresInSeconds
      }
    }
    content {
      __typename
      primary {
        id
        filename
        contentType
        width
        height
        pageCount
        processing {
          task
          state
          reason
        }
        signedUrl {
          url
          expiresInSeconds
        }
      }
      ... on ImageContent {
        preview {
          id
          thumbhash
          width
          height
          signedUrl {
            url
            expiresInSeconds
          }
        }
      }
    }
  }
`);

/** Viewer for a picture with zoom and annotations. For formats that browsers do not show, uses the server's preview. */
export function ImageViewer(props: { item: FragmentType<typeof ImageViewerFragment> }) {
  const { key, title, thumbnail, content } = readFragment(ImageViewerFragment, props.item);
  const { primary } = content;
  const preview = content.__typename === 'ImageContent' ? content.preview : null;
  const file = { asset: primary.id, filename: primary.filename ?? key };
  // A preview from another step than its own is that of a file that is not what its content type says.
  const isLarge = preview && primary.processing.some(({ task, state }) => task === 'MAKE_PREVIEW' && state === 'DONE');
  const isShown = (!preview || isLarge) && isWebImage(primary.contentType);
  const shownId = preview?.id ?? (isShown ? primary.id : undefined);
  const [loadedId, setLoadedId] = useState<string>();
  // A loaded image no longer needs its URL.
  const url = useSignedUrl(loadedId === shownId ? undefined : shownId);
  const urls = useSignedUrls();
  if (shownId === undefined) {
    return (
      <CannotShow title={strings.cannotShowImage} file={file} picture={thumbnail?.id}>
        {whyNoPreview(primary)}
      </CannotShow>
    );
  }
  if (url.status === 'failed') {
    return (
      <CannotShow
        title={strings.cannotShowImage}
        file={file}
        picture={thumbnail?.id}
        onRetry={() => urls.retry(shownId)}
      >
        {primary.processing.find(({ state }) => state === 'FAILED')?.reason ?? strings.damagedImage}
      </CannotShow>
    );
  }
  return (
    <Picture
      asset={shownId}
      assetWidth={preview?.width}
      original={isShown && preview ? primary.id : undefined}
      onLoad={() => setLoadedId(shownId)}
      width={primary.width ?? preview?.width}
      height={primary.height ?? preview?.height}
      name={nameOfItem({ title, key })}
      thumbnail={thumbnail?.id}
      thumbhash={preview?.thumbhash ?? thumbnail?.thumbhash}
      note={
        isShown ? undefined : (
          <>
            <span>
              {primary.pageCount && primary.pageCount > 1
                ? strings.firstPageOf(primary.contentType, primary.pageCount)
                : strings.previewOf(primary.contentType)}
            </span>
            <DownloadButton {...file} isSmall />
          </>
        )
      }
    />
  );
}

interface Primary {
  contentType: string;
  processing: readonly { state: ProcessingState; reason?: string | null }[];
}

function whyNoPreview({ contentType, processing }: Primary): string {
  if (processing.some(({ state }) => isUnfinished[state])) {
    return strings.previewPending(contentType);
  }
  const reason = processing.find(({ state }) => state === 'FAILED')?.reason;
  return strings.previewFailed(contentType, reason);
}

interface PictureProps {
  /** The file, or its preview. */
  asset: string;
  assetWidth: number | null | undefined;
  /** The file, if its preview is shown first. */
  original: string | undefined;
  onLoad: () => void;
  /** Size of the original, in whose pixels annotations are given. */
  width: number | null | undefined;
  height: number | null | undefined;
  name: string;
  thumbnail: string | undefined;
  thumbhash: string | null | undefined;
  note: ReactNode;
}

function Picture({
  asset,
  assetWidth,
  original,
  onLoad,
  width,
  height,
  name,
  thumbnail,
  thumbhash,
  note,
}: PictureProps) {
  // If the server has not measured the picture, its size is known after loading.
  const [loaded, setLoaded] = useState<Size>();
  const [isShown, setShown] = useState(false);
  const picture = width && height ? { width, height } : loaded;
  const { stageRef, stage, view, isFitted, isMoving, zoomBy, fit, showActualSize, showRegion, pan } =
    usePanZoom(picture);
  // Loads the file when a pixel of its preview covers more than one of the screen. Keeps it from then on.
  const isBeyond = view && picture && assetWidth && view.scale * picture.width * devicePixelRatio > assetWidth;
  const [isWanted, setWanted] = useState(false);
  if (isBeyond && !isWanted) setWanted(true);
  const originalUrl = useSignedUrl(isWanted ? original : undefined);
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

  useShortcut({ keys: '+', label: strings.zoomIn, group: strings.image, run: () => zoomBy(1.5) });
  useShortcut({ keys: '-', label: strings.zoomOut, group: strings.image, run: () => zoomBy(1 / 1.5) });
  useShortcut({
    keys: '0',
    label: strings.fitOrActualSize,
    group: strings.image,
    run: () => (isFitted ? showActualSize() : fit()),
  });
  useShortcut({
    keys: 'shift+ArrowLeft',
    label: strings.moveLeft,
    group: strings.image,
    run: () => pan({ x: 80, y: 0 }),
  });
  useShortcut({
    keys: 'shift+ArrowRight',
    label: strings.moveRight,
    group: strings.image,
    run: () => pan({ x: -80, y: 0 }),
  });
  useShortcut({ keys: 'shift+ArrowUp', label: strings.moveUp, group: strings.image, run: () => pan({ x: 0, y: 80 }) });
  useShortcut({
    keys: 'shift+ArrowDown',
    label: strings.moveDown,
    group: strings.image,
    run: () => pan({ x: 0, y: -80 }),
  });

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
          {picture && !isShown && thumbhash && <Placeholder thumbhash={thumbhash} className={styles.layer} />}
          {picture && !isShown && thumbnail && (
            <SignedImage asset={thumbnail} alt="" className={cx(styles.layer, isCutOff(picture) && styles.middle)} />
          )}
          <SignedImage
            asset={asset}
            alt={name}
            fetchPriority="high"
            className={cx(styles.layer, styles.full)}
            onLoad={(image) => {
              onLoad();
              setLoaded({ width: image.naturalWidth, height: image.naturalHeight });
              // Removes the thumbnail below only when the pixels of the image are ready.
              void image.decode().then(
                () => setShown(true),
                () => setShown(true),
              );
            }}
          />
          {isWanted && original && originalUrl.status !== 'failed' && (
            <SignedImage asset={original} alt="" className={cx(styles.layer, styles.full)} />
          )}
        </div>
        {view && picture && stage && <AnnotationOverlay view={view} picture={picture} stage={stage} />}
        <ClassificationChips className={styles.chips} />
        {view && picture && <PointerPlace view={view} picture={picture} />}
      </div>
      {note && <div className={styles.note}>{note}</div>}
      <ViewerToolbar label={strings.zoom}>
        <IconButton
          size="s"
          label={strings.zoomOut}
          keys="-"
          icon={<Minus size={14} />}
          onClick={() => zoomBy(1 / 1.5)}
        />
        <Button
          size="s"
          tone="quiet"
          className={styles.scale}
          aria-label={strings.actualSize}
          data-tip={strings.actualSize}
          onClick={showActualSize}
        >
          {view ? strings.scale(formatScale(view.scale)) : '–'}
        </Button>
        <IconButton size="s" label={strings.zoomIn} keys="+" icon={<Plus size={14} />} onClick={() => zoomBy(1.5)} />
        <IconButton
          size="s"
          label={strings.fit}
          keys="0"
          icon={<Maximize size={13} />}
          isPressed={isFitted}
          onClick={fit}
        />
      </ViewerToolbar>
    </div>
  );
}

/** Returns whether the thumbnail of a picture shows only its middle, because the picture is very long. */
function isCutOff({ width, height }: Size): boolean {
  return Math.max(width, height) > 4 * Math.min(width, height);
}

function formatScale(scale: number): string {
  return (scale * 100).toFixed(scale < 0.1 ? 1 : 0);
}
