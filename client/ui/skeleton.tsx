import { cx } from './cx.ts';
import styles from './skeleton.module.css';

/** Placeholder for content that is loading. It has the size of the content, so that the layout does not shift. */
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
