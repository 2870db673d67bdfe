import { Link } from '@tanstack/react-router';
import { showInvisible } from '#formats/show-invisible.ts';
import type { HighlightField } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { ItemPicture } from '../item/item-picture.tsx';
import { nameOfItem } from '../ui/item-name.ts';
import { Duration } from '../ui/values.tsx';
import { Fragments } from './fragments.tsx';
import styles from './result-row.module.css';
import * as strings from './strings.ts';

const ResultRowFragment = graphql(`
  fragment ResultRow_result on SearchResult {
    item {
      id
      key
      title
      dataset {
        id
        slug
        name
      }
      ...ItemPicture_item
    }
    highlights {
      field
      fragments {
        text
        matched
      }
    }
    ... on TranscriptMatch {
      segment {
        startSeconds
        speaker
      }
    }
  }
`);

interface ResultRowProps {
  organization: string;
  result: FragmentType<typeof ResultRowFragment>;
}

/** Whether the highlights of a field are passages of a longer text. */
const isPassage: Record<HighlightField, boolean> = {
  TITLE: false,
  KEY: false,
  TAG: false,
  TEXT: true,
  TRANSCRIPT: true,
};

/** Search result with a link to the item in its dataset. For a moment of a transcript, the link contains its time. */
export function ResultRow({ organization, ...props }: ResultRowProps) {
  const { item, highlights, ...match } = readFragment(ResultRowFragment, props.result);
  const segment = 'segment' in match ? match.segment : undefined;
  const named = highlights.find(({ field }) => field === (item.title === null ? 'KEY' : 'TITLE'));
  const key = highlights.find(({ field }) => field === 'KEY');
  const said = highlights.find(({ field }) => isPassage[field]);
  return (
    <Link
      to="/o/$org/d/$slug"
      params={{ org: organization, slug: item.dataset.slug }}
      search={{ item: item.id, at: item.id, ...(segment && { t: segment.startSeconds }) }}
      className={styles.row}
    >
      <span className={styles.picture}>
        <ItemPicture item={item} glyphSize={18} />
      </span>
      <span className={styles.text}>
        <span className={styles.title}>
          {named ? <Fragments fragments={named.fragments} isName /> : nameOfItem(item)}
        </span>
        {said && (
          <span className={styles.said}>
            {segment && (
              <span className={styles.time}>
                <Duration seconds={segment.startSeconds} />
              </span>
            )}
            {segment?.speaker && (
              <span className={styles.speaker}>{strings.saidBy(showInvisible(segment.speaker))}</span>
            )}
            <span>
              <Fragments fragments={said.fragments} />
            </span>
          </span>
        )}
        <span className={styles.place}>
          <span>{showInvisible(item.dataset.name)}</span>
          <span className={styles.key}>
            {key ? <Fragments fragments={key.fragments} isName /> : showInvisible(item.key)}
          </span>
        </span>
      </span>
    </Link>
  );
}
