import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './toolbar.module.css';

/** Controls in a row. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="toolbar" aria-label={label} className={styles.toolbar}>
      {children}
    </div>
  );
}

/** Takes the room that is left. */
export function Spacer() {
  return <span className={styles.spacer} />;
}

/** The 28 px line at the foot of a page: where one is, and what is going on. Changes are announced politely. */
export function StatusLine({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <footer className={styles.status}>
      <output className={styles.part}>{children}</output>
      <div className={cx(styles.part, styles.end)}>{end}</div>
    </footer>
  );
}
