import { Skeleton } from '../ui/skeleton.tsx';
import styles from './facets-skeleton.module.css';

const widths = [84, 60, 72, 48, 90, 66, 54, 78];

/** Placeholder of the facets. */
export function FacetsSkeleton() {
  return (
    <div className={styles.rows}>
      {widths.map((width) => (
        <Skeleton key={width} width={`${width}%`} height={14} />
      ))}
    </div>
  );
}
