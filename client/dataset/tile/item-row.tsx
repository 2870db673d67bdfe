import { showInvisible } from '#formats/show-invisible.ts';
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts';
import { ItemPicture } from '../../item/item-picture.tsx';
import { TypeIcon } from '../../item/item-type.tsx';
import { nameOfType } from '../../item/item-type-names.ts';
import { cx } from '../../ui/cx.ts';
import { formatDateTime } from '../../ui/format.ts';
import { nameOfItem } from '../../ui/item-name.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ByteSize, Duration } from '../../ui/values.tsx';
import * as strings from '../strings.ts';
import { ItemLink, type ItemLinkProps } from './item-link.tsx';
import styles from './item-row.module.css';

export const ItemRowFragment = graphql(`
  fragment ItemRow_item on Item {
    id
    key
    title
    type
    tags
    createdAt
    byteSize
    content {
      primary {
        id
        width
        height
        durationSeconds
      }
    }
    ...ItemPicture_item
  }
`);

interface ItemRowProps extends Omit<ItemLinkProps, 'id' | 'children' | 'className'> {
  /** Undefined while it is loading. */
  item: FragmentType<typeof ItemRowFragment> | undefined;
}

/** Item in the list view: picture, title, key, tags and measures. */
export function ItemRow(props: ItemRowProps) {
  const item = readFragment(ItemRowFragment, props.item);
  return (
    <ItemLink {...props} id={item?.id} className={cx(styles.line, styles.row)}>
      {item ? (
        <>
          <span className={styles.picture}>
            <ItemPicture item={item} glyphSize={18} />
          </span>
          <span className={styles.names}>
            <span className={styles.title}>{nameOfItem(item)}</span>
            {/* Without a title, the key is already the name. */}
            {item.title?.trim() && <span className={styles.key}>{showInvisible(item.key)}</span>}
          </span>
          <span className={styles.tags}>{showInvisible(item.tags.join(' · '))}</span>
          <Measures item={item} />
        </>
      ) : (
        <Skeleton height={48} className={styles.waiting} />
      )}
    </ItemLink>
  );
}

/** Item in the table view, as one line of facts. */
export function ItemTableRow(props: ItemRowProps) {
  const item = readFragment(ItemRowFragment, props.item);
  return (
    <ItemLink {...props} id={item?.id} className={cx(styles.line, styles.tableRow)}>
      {item ? (
        <>
          <span className={styles.key}>{showInvisible(item.key)}</span>
          <span className={styles.title}>{showInvisible(item.title ?? '')}</span>
          <span className={styles.type}>
            <TypeIcon type={item.type} size={12} />
            {nameOfType(item.type)}
          </span>
          <span className={styles.tags}>{showInvisible(item.tags.join(' · '))}</span>
          <Measures item={item} />
          <time dateTime={item.createdAt} className={styles.date}>
            {formatDateTime(item.createdAt)}
          </time>
        </>
      ) : (
        <Skeleton className={styles.waiting} />
      )}
    </ItemLink>
  );
}

interface Measured {
  byteSize: number;
  content: { primary: { width?: number | null; height?: number | null; durationSeconds?: number | null } };
}

function Measures({ item }: { item: Measured }) {
  const { width, height, durationSeconds } = item.content.primary;
  return (
    <>
      <span className={styles.measure}>
        {durationSeconds ? <Duration seconds={durationSeconds} /> : width && height ? `${width} × ${height}` : ''}
      </span>
      <span className={styles.size}>
        <ByteSize byteSize={item.byteSize} />
      </span>
    </>
  );
}

/** Header of the table. Hidden from screen readers, because they read the facts of each row. */
export function ItemTableHead() {
  return (
    <div aria-hidden className={cx(styles.line, styles.tableRow, styles.head)}>
      <span>{strings.keyColumn}</span>
      <span>{strings.title}</span>
      <span>{strings.type}</span>
      <span className={styles.tags}>{strings.tags}</span>
      <span className={styles.measure}>{strings.dimensions}</span>
      <span className={styles.size}>{strings.size}</span>
      <span className={styles.date}>{strings.created}</span>
    </div>
  );
}
