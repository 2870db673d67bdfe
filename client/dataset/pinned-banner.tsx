import { Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import styles from './pinned-banner.module.css';

/** Says that the page shows an old revision, with a link to the current one. */
export function PinnedBanner(props: { organization: string; slug: string; revision: number; current: number }) {
  const { organization: org, slug, revision, current } = props;
  return (
    <output className={styles.banner}>
      <History size={14} aria-hidden />
      <span>This is revision {revision}. Since then the dataset was published again.</span>
      <Link to="/o/$org/d/$slug" params={{ org, slug }} search={{}}>
        Go to revision {current}
      </Link>
    </output>
  );
}
