import { useLayoutEffect, useRef } from 'react';
import { cx } from '../ui/cx.ts';
import styles from './placeholder.module.css';
import { thumbhashPixels } from './thumbhash-pixels.ts';

interface PlaceholderProps {
  /** Blurred copy of a picture, in Base64. */
  thumbhash: string;
  className?: string | undefined;
}

/** Fills the box around it with the blurred copy of a picture. The picture covers it when it has loaded. */
export function Placeholder({ thumbhash, className }: PlaceholderProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  // The policy of the page allows no `data:` image, so the pixels are drawn before the box is painted.
  useLayoutEffect(() => {
    const canvas = ref.current!;
    const { width, height, data } = thumbhashPixels(Uint8Array.from(atob(thumbhash), (each) => each.charCodeAt(0)));
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')!.putImageData(new ImageData(data, width, height), 0, 0);
  }, [thumbhash]);
  return <canvas ref={ref} className={cx(styles.placeholder, className)} aria-hidden />;
}
