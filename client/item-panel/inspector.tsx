import type { ReactNode } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Chip } from '../ui/chip.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { reachable } from '../ui/reachable.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { JsonTree } from '../viewers/json-tree.tsx';
import { AnnotationList } from './annotation-list.tsx';
import { FileList } from './file-list.tsx';
import styles from './inspector.module.css';
import { InspectorSection } from './inspector-section.tsx';
import { Provenance } from './provenance.tsx';
import * as strings from './strings.ts';

const InspectorFragment = graphql(`
  fragment Inspector_item on Item {
    key
    title
    tags
    metadata
    ...FileList_item
    ...Provenance_item
  }
`);

/** Panel with all facts about an item. */
export function Inspector(props: { item: FragmentType<typeof InspectorFragment> }) {
  const item = readFragment(InspectorFragment, props.item);
  const { key, title, tags, metadata } = item;
  const hasMetadata = typeof metadata === 'object' && metadata !== null && Object.keys(metadata).length > 0;
  return (
    <InspectorFrame>
      <div className={styles.head}>
        {title && (
          <p className={styles.title} dir="auto">
            {title}
          </p>
        )}
        <p className={styles.key}>
          <code>{showInvisible(key)}</code>
          <CopyButton text={key} label={strings.copyKey} />
        </p>
        {tags.length > 0 && (
          <ul className={styles.tags} aria-label={strings.tags}>
            {tags.map((tag) => (
              <li key={tag}>
                <Chip>{showInvisible(tag)}</Chip>
              </li>
            ))}
          </ul>
        )}
      </div>
      <AnnotationList />
      {hasMetadata && (
        <InspectorSection title={strings.metadata}>
          <JsonTree value={metadata} />
        </InspectorSection>
      )}
      <FileList item={item} />
      <Provenance item={item} />
    </InspectorFrame>
  );
}

export function InspectorSkeleton() {
  return (
    <InspectorFrame isBusy>
      <div className={styles.skeleton}>
        {['80%', '45%', '100%', '92%', '60%', '100%', '75%'].map((width, index) => (
          <Skeleton key={index} width={width} height={12} />
        ))}
      </div>
    </InspectorFrame>
  );
}

function InspectorFrame({ isBusy, children }: { isBusy?: boolean; children: ReactNode }) {
  return (
    <aside {...reachable} aria-label={strings.inspector} aria-busy={isBusy} className={styles.inspector}>
      {children}
    </aside>
  );
}
