import { Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import styles from './pinned-banner.module.css';
import * as strings from './strings.ts';

/** Banner for a page of an old revision, with a link to the current one. */
export function PinnedBanner(props: { organization: string; slug: string; revision: number; current: number }) {
  const { organization: org, slug, revision, current } = props;
  return (
    <output className={styles.banner}>
      <History size={14} aria-hidden />
      <span>{strings.olderRevision(revision)}</span>
      <Link to="/o/$org/d/$slug" params={{ org, slug }} search={{}}>
        {strings.goToRevision(current)}
      </Link>
    </output>
  );
}
