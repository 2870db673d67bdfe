import { type ReactNode, useEffect } from 'react';
import type { ApiError } from '../data/api-error.ts';
import styles from './gate.module.css';

interface GateProps {
  title: string;
  lead?: ReactNode;
  /** Whether the page has text instead of a form. The title then gets the focus. */
  isRead?: boolean;
  children?: ReactNode;
}

/** Layout of the pages without a session. */
export function Gate({ title, lead, isRead = false, children }: GateProps) {
  useEffect(() => {
    document.title = `${title} · Vitrine`;
  }, [title]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <svg width="36" height="36" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.3" aria-hidden>
          <rect x="2.8" y="2.8" width="14.4" height="14.4" rx="3" />
          <path d="m3 13.4 4-4 3.6 3.6 2-2 4.4 4" strokeLinejoin="round" />
          <circle cx="12.6" cy="7.2" r="1.1" fill="currentColor" stroke="none" />
        </svg>
        <div>
          <h1 key={title} tabIndex={-1} ref={isRead ? takeFocus : undefined}>
            {title}
          </h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {children}
      </div>
    </main>
  );
}

/** Error message of the server. */
export function GateRefusal({ error }: { error: ApiError | undefined }) {
  if (!error) return null;
  return (
    <p role="alert" className={styles.error}>
      {error.message}
      {error.requestId && <code> ({error.requestId})</code>}
    </p>
  );
}

/** Focuses an element when it is mounted, so that users can type immediately. For pages with a single form. */
export function takeFocus(element: HTMLElement | null) {
  element?.focus();
}
