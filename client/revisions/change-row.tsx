import { Link } from '@tanstack/react-router';
import { showInvisible } from '#formats/show-invisible.ts';
import type { ItemChangeKind } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { ItemPicture } from '../item/item-picture.tsx';
import { Chip, type ChipTone } from '../ui/chip.tsx';
import { nameOfItem } from '../ui/item-name.ts';
import styles from './change-row.module.css';
import { FieldChange } from './field-change.tsx';
import * as strings from './strings.ts';

const ChangeRowFragment = graphql(`
  fragment ChangeRow_change on ItemChange {
    kind
    key
    before {
      id
      title
      ...ItemPicture_item
    }
    after {
      id
      title
      ...ItemPicture_item
    }
    fieldChanges {
      ...FieldChange_change
    }
  }
`);

const tones: Record<ItemChangeKind, ChipTone> = { ADDED: 'success', CHANGED: 'warning', REMOVED: 'danger' };

interface ChangeRowProps {
  change: FragmentType<typeof ChangeRowFragment>;
  organization: string;
  slug: string;
  /**
   * Numbers of the compared revisions. A removed item opens in `from`, all others in `to`. Undefined for the current
   * revision.
   */
  from: number | undefined;
  to: number | undefined;
}

/** Row of an item that was added, changed or removed, with its differences. */
export function ChangeRow({ organization, slug, from, to, ...props }: ChangeRowProps) {
  const change = readFragment(ChangeRowFragment, props.change);
  const item = change.after ?? change.before;
  if (!item) return null;
  const revision = change.after ? to : from;
  return (
    <article className={styles.row}>
      <span className={styles.picture}>
        <ItemPicture item={item} glyphSize={18} />
      </span>
      <div className={styles.text}>
        <h2 className={styles.title}>
          <Link
            to="/o/$org/d/$slug"
            params={{ org: organization, slug, revision }}
            search={{ item: item.id, at: item.id }}
          >
            {nameOfItem({ title: item.title, key: change.key })}
          </Link>
        </h2>
        <p className={styles.key}>{showInvisible(change.key)}</p>
        {change.fieldChanges.length > 0 && (
          <dl className={styles.fields}>
            {change.fieldChanges.map((field, i) => (
              <FieldChange key={i} change={field} />
            ))}
          </dl>
        )}
      </div>
      <Chip tone={tones[change.kind]}>{strings.kinds[change.kind]}</Chip>
    </article>
  );
}
