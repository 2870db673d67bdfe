import { Share2 } from 'lucide-react';
import type { SharedView } from '../shell/viewer.ts';
import { formatDateTime } from '../ui/format.ts';
import styles from './shared-banner.module.css';

/** Says to whoever came by a share link what they look at, and for how long. */
export function SharedBanner({ shared }: { shared: SharedView }) {
  const what = shared.revision == null ? shared.datasetName : `Revision ${shared.revision} of ${shared.datasetName}`;
  return (
    <aside aria-label="Shared with you" className={styles.banner}>
      <Share2 size={13} aria-hidden />
      <span>
        {what} is shared with you until <time dateTime={shared.expiresAt}>{formatDateTime(shared.expiresAt)}</time>.
      </span>
    </aside>
  );
}
