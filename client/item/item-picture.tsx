import { isWebImage } from '#formats/web-images.ts';
import { Placeholder } from '../data/placeholder.tsx';
import { SignedImage } from '../data/signed-image.tsx';
import type { ItemType } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { cx } from '../ui/cx.ts';
import { nameOfItem } from '../ui/item-name.ts';
import { Duration } from '../ui/values.tsx';
import styles from './item-picture.module.css';
import { TypeIcon } from './item-type.tsx';

export const ItemPictureFragment = graphql(`
  fragment ItemPicture_item on Item {
    id
    key
    title
    type
    thumbnail {
      id
      thumbhash
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
      ... on TextContent {
        excerpt
      }
      ... on TableContent {
        excerpt
      }
      ... on FileContent {
        excerpt
      }
    }
  }
`);

/** Maximum size of an image that is shown directly while its thumbnail is being made. */
const largestByteSize = 4_000_000;

interface Look {
  /** Whether browsers can display the original file. */
  isDrawn: boolean;
  badge: 'duration' | 'type' | null;
}

const looks: Record<ItemType, Look> = {
  IMAGE: { isDrawn: true, badge: null },
  VIDEO: { isDrawn: false, badge: 'duration' },
  AUDIO: { isDrawn: false, badge: 'duration' },
  TEXT: { isDrawn: false, badge: null },
  DOCUMENT: { isDrawn: false, badge: 'type' },
  TABLE: { isDrawn: false, badge: null },
  FILE: { isDrawn: false, badge: null },
};

/**
 * Picture of an item in a list: an image, the first lines of a text, or an icon of its type. Its accessible name is the
 * title beside it.
 */
export function ItemPicture(props: {
  item: FragmentType<typeof ItemPictureFragment>;
  glyphSize?: number;
  /** Whether to show the title in place of a missing picture, for tiles without a caption. */
  isTitled?: boolean;
}) {
  const item = readFragment(ItemPictureFragment, props.item);
  const { primary } = item.content;
  const isDrawable = looks[item.type].isDrawn && isWebImage(primary.contentType) && primary.byteSize <= largestByteSize;
  const poster = 'poster' in item.content ? item.content.poster : null;
  const asset = item.thumbnail?.id ?? poster?.id ?? (isDrawable ? primary.id : undefined);
  const excerpt = 'excerpt' in item.content && item.content.excerpt;
  const { badge } = looks[item.type];
  return (
    <span className={styles.frame} data-type={item.type}>
      {asset ? (
        <>
          {item.thumbnail?.thumbhash && <Placeholder thumbhash={item.thumbnail.thumbhash} className={styles.image} />}
          <SignedImage asset={asset} alt="" className={cx(styles.image, styles.over)} />
        </>
      ) : excerpt ? (
        <span aria-hidden className={styles.excerpt} data-content={primary.contentType}>
          {excerpt}
        </span>
      ) : (
        <span className={styles.glyph}>
          <TypeIcon type={item.type} size={props.glyphSize ?? 28} />
          {props.isTitled && <span className={styles.title}>{nameOfItem(item)}</span>}
        </span>
      )}
      {badge === 'duration' && (asset || !props.isTitled) && (
        <span className={styles.badge}>
          <TypeIcon type={item.type} size={11} />
          {primary.durationSeconds !== null && primary.durationSeconds !== undefined && (
            <Duration seconds={primary.durationSeconds} />
          )}
        </span>
      )}
      {asset && badge === 'type' && (
        <span className={styles.badge}>
          <TypeIcon type={item.type} size={11} />
        </span>
      )}
    </span>
  );
}
