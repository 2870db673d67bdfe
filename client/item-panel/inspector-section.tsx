import type { ReactNode } from 'react';
import styles from './inspector-section.module.css';

/** Section of the inspector that can be collapsed. */
export function InspectorSection({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <details open className={styles.section}>
      <summary className={styles.summary}>
        <h3>{title}</h3>
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
