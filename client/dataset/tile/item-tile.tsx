import { type FragmentType, graphql, readFragment } from '../../gql/index.ts';
import { nameOfItem } from '../../ui/item-name.ts';
import { TypeIcon } from '../item-type.tsx';
import { ItemLink, type ItemLinkProps } from './item-link.tsx';
import { ItemPicture } from './item-picture.tsx';
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
  item: FragmentType<typeof ItemTileFragment>;
  isActive: boolean;
}

/** An item in the grid: its picture over its title. */
export function ItemTile({ isActive, ...props }: ItemTileProps) {
  const item = readFragment(ItemTileFragment, props.item);
  const title = nameOfItem(item);
  return (
    <ItemLink {...props} id={item.id} className={styles.tile}>
      <span className={styles.picture} data-active={isActive || undefined}>
        <ItemPicture item={item} />
      </span>
      <span className={styles.caption} title={title}>
        <span className={styles.type}>
          <TypeIcon type={item.type} size={12} />
        </span>
        <span className={styles.title}>{title}</span>
      </span>
    </ItemLink>
  );
}
