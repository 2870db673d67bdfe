import { useEffect, useRef, useState } from 'react';
import styles from './pointer-place.module.css';
import * as strings from './strings.ts';
import { type Point, pixelAt, type Size, type View } from './zoom-maths.ts';

interface PointerPlaceProps {
  view: View;
  picture: Size;
}

/**
 * Says which pixel of a picture is under the pointer, in the pixels that annotations have. Watches the element around
 * it itself, so that a move of the pointer renders nothing else.
 */
export function PointerPlace({ view, picture }: PointerPlaceProps) {
  const ref = useRef<HTMLSpanElement>(null);
  const [pointer, setPointer] = useState<Point>();
  useEffect(() => {
    const stage = ref.current!.parentElement!;
    const follow = (event: PointerEvent) => {
      const { left, top } = stage.getBoundingClientRect();
      // A finger covers the pixel that it points at.
      setPointer(event.pointerType === 'touch' ? undefined : { x: event.clientX - left, y: event.clientY - top });
    };
    const leave = () => setPointer(undefined);
    stage.addEventListener('pointermove', follow);
    stage.addEventListener('pointerleave', leave);
    return () => {
      stage.removeEventListener('pointermove', follow);
      stage.removeEventListener('pointerleave', leave);
    };
  }, []);
  const pixel = pointer && pixelAt(pointer, view, picture);
  return (
    <span ref={ref} className={styles.place} hidden={!pixel} aria-hidden>
      {pixel && strings.pixelAt(pixel.x, pixel.y)}
    </span>
  );
}
