import { useLayoutEffect, useRef } from 'react';
import { cx } from '../ui/cx.ts';
import styles from './placeholder.module.css';
import { thumbhashPixels } from './thumbhash-pixels.ts';

interface PlaceholderProps {
  /** Blurred copy of a picture, in Base64. */
  thumbhash: string;
  className?: string | undefined;
}

/** Blurred copy of a picture that fills its container. The picture covers it after loading. */
export function Placeholder({ thumbhash, className }: PlaceholderProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  // Draws the pixels on a canvas before the first paint. The content security policy does not allow `data:` images.
  useLayoutEffect(() => {
    const canvas = ref.current!;
    const { width, height, data } = thumbhashPixels(Uint8Array.from(atob(thumbhash), (each) => each.charCodeAt(0)));
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')!.putImageData(new ImageData(data, width, height), 0, 0);
  }, [thumbhash]);
  return <canvas ref={ref} className={cx(styles.placeholder, className)} aria-hidden />;
}
