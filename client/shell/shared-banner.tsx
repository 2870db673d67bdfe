import { Share2 } from 'lucide-react';
import { showInvisible } from '#formats/show-invisible.ts';
import { formatDateTime } from '../ui/format.ts';
import styles from './shared-banner.module.css';
import * as strings from './strings.ts';
import type { SharedView } from './viewer.ts';

/** Banner for visitors of a share link, with the shared content and the expiry date. */
export function SharedBanner({ shared }: { shared: SharedView }) {
  const name = showInvisible(shared.datasetName);
  const what = shared.revisionNumber == null ? name : strings.revisionOf(shared.revisionNumber, name);
  return (
    <aside aria-label={strings.shared} className={styles.banner}>
      <Share2 size={13} aria-hidden />
      <span>
        {strings.sharedUntil(what)} <time dateTime={shared.expiresAt}>{formatDateTime(shared.expiresAt)}</time>
      </span>
    </aside>
  );
}
