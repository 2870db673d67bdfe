import { Link } from '@tanstack/react-router';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { TypeIcon } from '../item/item-type.tsx';
import { isItemType, titleOfType } from '../item/item-type-names.ts';
import { Chip } from '../ui/chip.tsx';
import { formatCompact, formatCount, formatRevision } from '../ui/format.ts';
import { ByteSize, RelativeTime } from '../ui/values.tsx';
import styles from './revision-row.module.css';
import * as strings from './strings.ts';

const RevisionRowFragment = graphql(`
  fragment RevisionRow_revision on DatasetRevision {
    id
    number
    message
    createdAt
    deletedAt
    itemCount
    byteSize
    changes {
      added
      changed
      removed
    }
    facets {
      types {
        value
        count
      }
    }
  }
`);

interface RevisionRowProps {
  organization: string;
  slug: string;
  revision: FragmentType<typeof RevisionRowFragment>;
  isCurrent: boolean;
}

/** Row of a revision: its message, its changes and its size. */
export function RevisionRow({ organization, slug, isCurrent, ...props }: RevisionRowProps) {
  const revision = readFragment(RevisionRowFragment, props.revision);
  const { added, changed, removed } = revision.changes;
  const message = revision.message || strings.revision(revision.number);
  return (
    <article className={styles.row}>
      <span className={styles.number}>
        <Chip isMono tone={isCurrent ? 'accent' : 'neutral'}>
          {formatRevision(revision.number)}
        </Chip>
      </span>
      <div className={styles.text}>
        <h2>
          {revision.deletedAt ? (
            message
          ) : (
            <Link
              to="/o/$org/d/$slug"
              params={{ org: organization, slug, revision: isCurrent ? undefined : revision.number }}
              search={{}}
            >
              {message}
            </Link>
          )}
        </h2>
        <p className={styles.facts}>
          <RelativeTime at={revision.createdAt} />
          <span>{strings.items(revision.itemCount)}</span>
          <ByteSize byteSize={revision.byteSize} />
          {revision.facets.types.map(({ value, count }) =>
            isItemType(value) ? (
              <span key={value} className={styles.type} data-tip={titleOfType(value)}>
                <TypeIcon type={value} size={12} />
                {formatCompact(count)}
              </span>
            ) : null,
          )}
          {revision.deletedAt && <span>{strings.deleted}</span>}
        </p>
      </div>
      <div className={styles.end}>
        <dl className={styles.changes}>
          <Change name="added" sign="+" count={added} />
          <Change name="changed" sign="~" count={changed} />
          <Change name="removed" sign="−" count={removed} />
        </dl>
        {revision.number > 1 && !revision.deletedAt && (
          <Link
            to="/o/$org/d/$slug/revisions"
            params={{ org: organization, slug }}
            search={{ from: revision.number - 1, to: revision.number }}
            aria-label={strings.compareWithPrevious(revision.number)}
          >
            {strings.compare}
          </Link>
        )}
      </div>
    </article>
  );
}

function Change({ name, sign, count }: { name: 'added' | 'changed' | 'removed'; sign: string; count: number }) {
  return (
    <div className={count > 0 ? styles[name] : undefined} data-tip={strings.changeCount(count, name)}>
      <dt className="visually-hidden">{strings.changes[name]}</dt>
      <dd>
        {sign}
        {formatCount(count)}
      </dd>
    </div>
  );
}
