import type { ItemType } from '../../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts';
import { ItemPicture } from '../../item/item-picture.tsx';
import { TypeIcon } from '../../item/item-type.tsx';
import { nameOfItem } from '../../ui/item-name.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ItemLink, type ItemLinkProps } from './item-link.tsx';
import styles from './item-tile.module.css';

export const ItemTileFragment = graphql(`
  fragment ItemTile_item on Item {
    id
    key
    title
    type
    ...ItemPicture_item
  }
`);

interface ItemTileProps extends Omit<ItemLinkProps, 'id' | 'children' | 'className'> {
  /** Undefined while it is loading. */
  item: FragmentType<typeof ItemTileFragment> | undefined;
}

/** Item in the grid view: a picture with the title below. */
export function ItemTile(props: ItemTileProps) {
  const item = readFragment(ItemTileFragment, props.item);
  return (
    <ItemLink {...props} id={item?.id} className={styles.tile}>
      <span className={styles.picture}>{item && <ItemPicture item={item} />}</span>
      {item ? <Caption type={item.type} title={nameOfItem(item)} /> : <Skeleton width="60%" height={8} />}
    </ItemLink>
  );
}

function Caption({ type, title }: { type: ItemType; title: string }) {
  return (
    <span className={styles.caption} title={title}>
      <span className={styles.type}>
        <TypeIcon type={type} size={12} />
      </span>
      <span className={styles.title}>{title}</span>
    </span>
  );
}
