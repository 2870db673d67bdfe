import { cx } from './cx.ts';
import styles from './skeleton.module.css';

/** Holds the place of something that is on its way, in its size, so that nothing jumps when it comes. */
export function Skeleton({
  width,
  height = 12,
  className,
}: {
  width?: number | string;
  height?: number | string;
  className?: string;
}) {
  return <span aria-hidden className={cx(styles.skeleton, className)} style={{ width, height }} />;
}
