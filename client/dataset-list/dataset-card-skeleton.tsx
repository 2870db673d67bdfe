import { Skeleton } from '../ui/skeleton.tsx';
import styles from './dataset-card.module.css';

/** Placeholder of a dataset that is loading. */
export function DatasetCardSkeleton() {
  return (
    <div aria-hidden className={styles.card}>
      <div className={styles.strip} data-count={5}>
        {Array.from({ length: 5 }, (_, i) => (
          <Skeleton key={i} height="100%" />
        ))}
      </div>
      <div className={styles.rest}>
        <Skeleton width="55%" height={14} />
        <Skeleton width="85%" />
      </div>
    </div>
  );
}
