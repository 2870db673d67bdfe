import { SignedImage } from '../../data/signed-image.tsx';
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts';
import { nameOfItem } from '../../ui/item-name.ts';
import { Duration } from '../../ui/values.tsx';
import { TypeIcon } from '../item-type.tsx';
import styles from './item-picture.module.css';

export const ItemPictureFragment = graphql(`
  fragment ItemPicture_item on Item {
    id
    key
    title
    type
    thumbnail {
      id
      signedUrl {
        url
        expiresInSeconds
      }
    }
    content {
      primary {
        id
        contentType
        byteSize
        durationSeconds
      }
      ... on VideoContent {
        poster {
          id
        }
      }
    }
  }
`);

/** Types every browser draws, for an image whose thumbnail is still being made. */
const drawable = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);
const largestByteSize = 4_000_000;

/** What stands for an item among others: its picture, or a sign of what it is. The title beside it is its name. */
export function ItemPicture(props: {
  item: FragmentType<typeof ItemPictureFragment>;
  glyphSize?: number;
  /** Says the title in place of a picture, where no caption does. */
  isTitled?: boolean;
}) {
  const item = readFragment(ItemPictureFragment, props.item);
  const { primary } = item.content;
  const isDrawable = item.type === 'IMAGE' && drawable.has(primary.contentType) && primary.byteSize <= largestByteSize;
  const poster = 'poster' in item.content ? item.content.poster : null;
  const asset = item.thumbnail?.id ?? poster?.id ?? (isDrawable ? primary.id : undefined);
  const isPlayed = item.type === 'VIDEO' || item.type === 'AUDIO';
  return (
    <span className={styles.frame} data-type={item.type}>
      {asset ? (
        <SignedImage asset={asset} alt="" className={styles.image} />
      ) : (
        <span className={styles.glyph}>
          <TypeIcon type={item.type} size={props.glyphSize ?? 28} />
          {props.isTitled && <span className={styles.title}>{nameOfItem(item)}</span>}
        </span>
      )}
      {isPlayed && (asset || !props.isTitled) && (
        <span className={styles.badge}>
          <TypeIcon type={item.type} size={11} />
          {primary.durationSeconds !== null && primary.durationSeconds !== undefined && (
            <Duration seconds={primary.durationSeconds} />
          )}
        </span>
      )}
      {asset && item.type === 'DOCUMENT' && (
        <span className={styles.badge}>
          <TypeIcon type={item.type} size={11} />
        </span>
      )}
    </span>
  );
}
