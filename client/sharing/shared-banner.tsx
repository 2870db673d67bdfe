import { Share2 } from 'lucide-react';
import { showInvisible } from '#formats/show-invisible.ts';
import type { SharedView } from '../shell/viewer.ts';
import { formatDateTime } from '../ui/format.ts';
import styles from './shared-banner.module.css';

/** Tells visitors of a share link what it shows and when it expires. */
export function SharedBanner({ shared }: { shared: SharedView }) {
  const name = showInvisible(shared.datasetName);
  const what = shared.revisionNumber == null ? name : `Revision ${shared.revisionNumber} of ${name}`;
  return (
    <aside aria-label="Shared with you" className={styles.banner}>
      <Share2 size={13} aria-hidden />
      <span>
        {what} is shared with you until <time dateTime={shared.expiresAt}>{formatDateTime(shared.expiresAt)}</time>.
      </span>
    </aside>
  );
}
