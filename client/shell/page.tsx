import { PanelLeft } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { SharedBanner } from '../sharing/shared-banner.tsx';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import type { Crumb } from './crumb.ts';
import { Header } from './header.tsx';
import styles from './page.module.css';
import { useViewer } from './viewer.ts';

interface PageProps {
  /** For the window's title and for screen readers. */
  title: string;
  crumbs?: readonly Crumb[];
  /** Controls of the page, in the bar beside the breadcrumbs. */
  bar?: ReactNode;
  /** A column at the start: facets, navigation. On narrow screens it opens from a button. */
  aside?: ReactNode;
  asideLabel?: string;
  /** The line at the foot. */
  status?: ReactNode;
  /** The content scrolls by itself (a grid) instead of with the page. */
  isFilled?: boolean;
  /** Lies over the content and the column beside it, which wait below as they are, out of reach. */
  over?: ReactNode;
  children: ReactNode;
}

/** The frame of every page behind the sign-in. */
export function Page({
  title,
  crumbs = [],
  bar,
  aside,
  asideLabel = 'Filters',
  status,
  isFilled,
  over,
  children,
}: PageProps) {
  const shared = useViewer()?.shared;
  const [isAsideOpen, setAsideOpen] = useState(false);
  useEffect(() => {
    document.title = `${showInvisible(title)} · Vitrine`;
  }, [title]);
  return (
    <div className={styles.page}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <div>
        <Header
          crumbs={crumbs}
          start={
            aside && (
              <span className={styles.asideToggle}>
                <IconButton
                  label={asideLabel}
                  icon={<PanelLeft size={16} />}
                  aria-expanded={isAsideOpen}
                  onClick={() => setAsideOpen(!isAsideOpen)}
                />
              </span>
            )
          }
        >
          {bar}
        </Header>
        {shared && <SharedBanner shared={shared} />}
      </div>
      <div className={styles.middle}>
        {aside && (
          <aside
            inert={Boolean(over)}
            aria-label={asideLabel}
            className={cx(styles.aside, isAsideOpen && styles.asideOpen)}
          >
            {aside}
          </aside>
        )}
        <main id="content" tabIndex={-1} className={cx(styles.content, isFilled && styles.filled)}>
          <h1 className={styles.hiddenTitle}>{showInvisible(title)}</h1>
          <div inert={Boolean(over)} className={styles.below}>
            {children}
          </div>
        </main>
        {over}
      </div>
      {status}
    </div>
  );
}
