import { PanelLeft } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import type { Crumb } from './crumb.ts';
import { Header } from './header.tsx';
import styles from './page.module.css';
import { SharedBanner } from './shared-banner.tsx';
import * as strings from './strings.ts';
import { useViewer } from './viewer.ts';

interface PageProps {
  /** Title of the browser window, also for screen readers. */
  title: string;
  crumbs?: readonly Crumb[];
  /** Controls of the page, beside the breadcrumbs. */
  bar?: ReactNode;
  /** Column on the left, with facets or navigation. On narrow screens, a button opens it. */
  aside?: ReactNode;
  asideLabel?: string;
  /** Status line at the bottom. */
  status?: ReactNode;
  /** Whether the content scrolls separately, like a grid, instead of with the page. */
  isFilled?: boolean;
  /** Panel over the content and its side column. These stay visible, but are inert. */
  over?: ReactNode;
  children: ReactNode;
}

/** Layout of every page for signed-in users. */
export function Page({
  title,
  crumbs = [],
  bar,
  aside,
  asideLabel = strings.filters,
  status,
  isFilled,
  over,
  children,
}: PageProps) {
  const shared = useViewer()?.shared;
  const [isAsideOpen, setAsideOpen] = useState(false);
  useEffect(() => {
    document.title = strings.pageTitle(showInvisible(title));
  }, [title]);
  return (
    <div className={styles.page}>
      <a href="#content" className={styles.skip}>
        {strings.skip}
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
          <h1 className="visually-hidden">{showInvisible(title)}</h1>
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
