import type { ReactNode } from 'react';
import styles from './viewer-toolbar.module.css';

/** Controls that float in the lower right corner of a picture or document. */
export function ViewerToolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.bar} role="toolbar" aria-label={label}>
      {children}
    </div>
  );
}
