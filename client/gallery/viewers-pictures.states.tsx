import { type ReactNode, useEffect, useRef } from 'react';
import { AnnotationsProvider } from '../item-panel/annotations-provider.tsx';
import { AnnotationOverlay } from '../viewers/annotation-overlay.tsx';
import { ClassificationChips } from '../viewers/classification-chips.tsx';
import { ImageViewer } from '../viewers/image-viewer.tsx';
import { PointerPlace } from '../viewers/pointer-place.tsx';
import type { Point } from '../viewers/zoom-maths.ts';
import { assetOf, processingOf } from './fixtures/assets.ts';
import { items } from './fixtures/items.ts';
import { masked } from './masked.ts';
import { Stage } from './stage.tsx';
import type { StatesIn } from './state.ts';

const size = { width: 320, height: 240 };
const plain = { ...items.IMAGE, annotations: { ...items.IMAGE.annotations, edges: [] } };
const raw = (state: 'PENDING' | 'FAILED', reason: string | null = null) => ({
  ...plain,
  content: {
    ...plain.content,
    primary: assetOf('raw', 'image/x-nikon-nef', { processing: [processingOf('MAKE_PREVIEW', state, reason)] }),
  },
});

export const pictures: Pick<
  StatesIn<'viewers'>,
  'viewers/annotation-overlay' | 'viewers/classification-chips' | 'viewers/image-viewer' | 'viewers/pointer-place'
> = {
  'viewers/annotation-overlay': {
    AnnotationOverlay: {
      'all kinds': (
        <Annotated>
          <div style={size}>
            <AnnotationOverlay view={{ x: 0, y: 0, scale: 0.5 }} picture={{ width: 640, height: 480 }} stage={size} />
          </div>
        </Annotated>
      ),
    },
  },
  'viewers/classification-chips': {
    ClassificationChips: {
      labels: (
        <Annotated>
          <ClassificationChips />
        </Annotated>
      ),
    },
  },
  'viewers/pointer-place': {
    PointerPlace: {
      'under the pointer': <Pointed at={{ x: 200, y: 60 }} />,
      'beside the picture': <Pointed at={{ x: 4, y: 4 }} />,
    },
  },
  'viewers/image-viewer': {
    ImageViewer: {
      picture: viewerOf(plain, 'img'),
      annotations: viewerOf(items.IMAGE, 'img'),
      'preview of another format': viewerOf(
        {
          ...raw('PENDING'),
          content: {
            ...raw('PENDING').content,
            preview: assetOf('panorama', 'image/webp', { width: 1600, height: 300 }),
          },
        },
        'img',
      ),
      'preview of a large picture': viewerOf(
        {
          ...plain,
          content: {
            ...plain.content,
            primary: assetOf('coast', 'image/jpeg', {
              width: 6400,
              height: 4800,
              processing: [processingOf('MAKE_PREVIEW', 'DONE')],
            }),
            preview: assetOf('coast', 'image/webp', { width: 640, height: 480 }),
          },
        },
        'img',
      ),
      'preview pending': viewerOf(raw('PENDING')),
      'preview failed': viewerOf(raw('FAILED', 'The file is damaged after 1,024 bytes.')),
      missing: viewerOf(
        { ...plain, content: { ...plain.content, primary: assetOf('missing', 'image/jpeg') } },
        '[role=alert]',
      ),
    },
  },
};

/** Stage with the pointer at a fixed point. */
function Pointed({ at }: { at: Point }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { left, top } = ref.current!.getBoundingClientRect();
    const place = { clientX: left + at.x, clientY: top + at.y, pointerType: 'mouse' };
    ref.current!.dispatchEvent(new PointerEvent('pointermove', place));
  }, [at]);
  return (
    <div ref={ref} style={{ ...size, position: 'relative', background: 'var(--stage)' }}>
      <PointerPlace view={{ x: 20, y: 20, scale: 0.25 }} picture={{ width: 1_120, height: 800 }} />
    </div>
  );
}

function Annotated({ children }: { children: ReactNode }) {
  return <AnnotationsProvider item={masked(items.IMAGE)}>{children}</AnnotationsProvider>;
}

function viewerOf(item: typeof items.IMAGE, until?: string) {
  return (
    <Stage until={until}>
      <AnnotationsProvider item={masked(item)}>
        <ImageViewer item={masked(item)} />
      </AnnotationsProvider>
    </Stage>
  );
}
