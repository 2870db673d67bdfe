import { Link } from '@tanstack/react-router';
import { showInvisible } from '#formats/show-invisible.ts';
import { TypeIcon } from '../dataset/item-type.tsx';
import { isItemType, titleOfType } from '../dataset/item-type-names.ts';
import { ItemPicture } from '../dataset/tile/item-picture.tsx';
import type { DatasetStatus, DatasetVisibility } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Chip } from '../ui/chip.tsx';
import { formatCompact, formatCount } from '../ui/format.ts';
import { RelativeTime } from '../ui/values.tsx';
import styles from './dataset-card.module.css';

const DatasetCardFragment = graphql(`
  fragment DatasetCard_dataset on Dataset {
    id
    slug
    name
    description
    status
    visibility
    updatedAt
    revision {
      id
      number
      itemCount
      facets {
        types {
          value
          count
        }
      }
    }
    items(first: 5) {
      edges {
        node {
          id
          ...ItemPicture_item
        }
      }
    }
  }
`);

interface DatasetCardProps {
  organization: string;
  dataset: FragmentType<typeof DatasetCardFragment>;
}

const visibilityLabels: Record<DatasetVisibility, string | null> = { ORGANIZATION: null, RESTRICTED: 'restricted' };
const statusLabels: Record<DatasetStatus, string | null> = { DRAFT: null, PUBLISHED: null, ARCHIVED: 'archived' };

/** Card of a dataset: its first five items, its name and its counts. */
export function DatasetCard(props: DatasetCardProps) {
  const dataset = readFragment(DatasetCardFragment, props.dataset);
  const { revision } = dataset;
  const visibilityLabel = visibilityLabels[dataset.visibility];
  const statusLabel = statusLabels[dataset.status];
  const edges = dataset.items?.edges ?? [];
  return (
    <article className={styles.card}>
      <div className={styles.strip} data-count={edges.length}>
        {edges.map(({ node }) => (
          <ItemPicture key={node.id} item={node} glyphSize={20} isTitled />
        ))}
        {edges.length === 0 && <span className={styles.blank}>Nothing published yet</span>}
      </div>
      <div className={styles.heading}>
        <h2>
          <Link
            to="/o/$org/d/$slug"
            params={{ org: props.organization, slug: dataset.slug }}
            className={styles.link}
            title={showInvisible(dataset.name)}
          >
            {showInvisible(dataset.name)}
          </Link>
        </h2>
        {visibilityLabel && <Chip>{visibilityLabel}</Chip>}
        {statusLabel && <Chip tone="warning">{statusLabel}</Chip>}
        <Chip isMono tone={revision ? 'neutral' : 'warning'}>
          {revision ? `r${revision.number}` : 'draft'}
        </Chip>
      </div>
      {dataset.description && <p className={styles.description}>{dataset.description}</p>}
      <div className={styles.facts}>
        <ul aria-label="Items by type">
          {revision?.facets.types.map(({ value, count }) =>
            isItemType(value) ? (
              <li key={value} data-tip={`${titleOfType(value)}: ${formatCount(count)}`}>
                <TypeIcon type={value} size={13} />
                <span className={styles.hidden}>{titleOfType(value)}</span>
                {formatCompact(count)}
              </li>
            ) : null,
          )}
        </ul>
        <span className={styles.updated}>
          <RelativeTime at={dataset.updatedAt} />
        </span>
      </div>
    </article>
  );
}
