import { type ReactNode, useId } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { cx } from './cx.ts';
import styles from './facet.module.css';
import { formatCount } from './format.ts';

/** Group of facet rows with a heading. */
export function FacetGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.group}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}

interface CountBarProps {
  label: string;
  count: number;
  /** Largest count in its group, which sets the scale of the bar. */
  maxCount: number;
  isOn: boolean;
  icon?: ReactNode;
  onToggle: (isOn: boolean) => void;
}

/** Facet value that users can filter by. Shows its number of items, also as a bar. */
export function CountBar({ label, count, maxCount, isOn, icon, onToggle }: CountBarProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={cx(styles.row, isOn && styles.on, count === 0 && !isOn && styles.none)}
      onClick={() => onToggle(!isOn)}
    >
      <span aria-hidden className={styles.track}>
        <span className={styles.bar} style={{ width: `${count > 0 ? Math.max(1, (100 * count) / maxCount) : 0}%` }} />
      </span>
      {icon && <span className={styles.icon}>{icon}</span>}
      <span className={styles.label}>{showInvisible(label)}</span>
      <span className={styles.count}>{formatCount(count)}</span>
    </button>
  );
}
