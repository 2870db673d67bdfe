import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './toolbar.module.css';

/** Row of controls. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="toolbar" aria-label={label} className={styles.toolbar}>
      {children}
    </div>
  );
}

/** Element that takes the remaining width. */
export function Spacer() {
  return <span className={styles.spacer} />;
}

/** Line at the bottom of a page, with position and status. Screen readers announce changes without interrupting. */
export function StatusLine({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <footer className={styles.status}>
      <output className={styles.part}>{children}</output>
      <div className={cx(styles.part, styles.end)}>{end}</div>
    </footer>
  );
}
