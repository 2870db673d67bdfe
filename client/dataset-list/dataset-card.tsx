import { Link } from '@tanstack/react-router';
import { showInvisible } from '#formats/show-invisible.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { ItemPicture } from '../item/item-picture.tsx';
import { TypeIcon } from '../item/item-type.tsx';
import { isItemType, titleOfType } from '../item/item-type-names.ts';
import { Chip } from '../ui/chip.tsx';
import { formatCompact, formatRevision } from '../ui/format.ts';
import { RelativeTime } from '../ui/values.tsx';
import styles from './dataset-card.module.css';
import * as strings from './strings.ts';

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

/** Card of a dataset: its first five items, its name and its counts. */
export function DatasetCard(props: DatasetCardProps) {
  const dataset = readFragment(DatasetCardFragment, props.dataset);
  const { revision } = dataset;
  const visibilityLabel = strings.visibilities[dataset.visibility];
  const statusLabel = strings.statuses[dataset.status];
  const edges = dataset.items?.edges ?? [];
  return (
    <article className={styles.card}>
      <div className={styles.strip} data-count={edges.length}>
        {edges.map(({ node }) => (
          <ItemPicture key={node.id} item={node} glyphSize={20} isTitled />
        ))}
        {edges.length === 0 && <span className={styles.blank}>{strings.notPublished}</span>}
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
          {revision ? formatRevision(revision.number) : strings.draft}
        </Chip>
      </div>
      {dataset.description && <p className={styles.description}>{dataset.description}</p>}
      <div className={styles.facts}>
        <ul aria-label={strings.itemsByType}>
          {revision?.facets.types.map(({ value, count }) =>
            isItemType(value) ? (
              <li key={value} data-tip={strings.typeCount(titleOfType(value), count)}>
                <TypeIcon type={value} size={13} />
                <span className="visually-hidden">{titleOfType(value)}</span>
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
