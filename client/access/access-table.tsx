import { Link } from '@tanstack/react-router';
import type { AccessTable_EntryFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { describeProgram } from '../settings/describe-program.ts';
import { type Column, Table } from '../ui/table.tsx';
import styles from './access-page.module.css';
import { actionWords, describeDetail } from './access-words.ts';
import { ItemLink } from './item-link.tsx';

const AccessTableFragment = graphql(`
  fragment AccessTable_entry on AccessLogEntry {
    at
    action
    user {
      id
      name
      email
    }
    token {
      id
      name
    }
    shareLink {
      id
      name
    }
    dataset {
      id
      slug
    }
    itemKey
    detail
    address
    userAgent
    requestId
  }
`);

const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

interface AccessTableProps {
  org: string;
  entries: readonly FragmentType<typeof AccessTableFragment>[];
}

/** Who, what, when and from where, a line each. */
export function AccessTable({ org, entries }: AccessTableProps) {
  const rows = readFragment(AccessTableFragment, entries).map((entry, place) => ({ ...entry, place }));
  return (
    <Table
      caption="Access log"
      rows={rows}
      // One request may write several entries; the list only grows at its end.
      rowKey={({ place, requestId }) => `${place} ${requestId}`}
      columns={columnsOf(org)}
    />
  );
}

type Row = AccessTable_EntryFragment & { place: number };

const columnsOf = (org: string): readonly Column<Row>[] => [
  {
    id: 'when',
    title: 'When',
    cell: ({ at }) => (
      <time dateTime={at} className={styles.mono}>
        {moments.format(new Date(at))}
      </time>
    ),
  },
  {
    id: 'who',
    title: 'Who',
    cell: ({ user, token, shareLink }) => (
      <>
        <span title={user?.email ?? undefined}>{user?.name ?? (shareLink ? 'A guest' : 'somebody who left')}</span>
        {token && <span className={styles.quiet}> via {token.name}</span>}
        {shareLink && <span className={styles.quiet}> via {shareLink.name}</span>}
      </>
    ),
  },
  { id: 'what', title: 'What', cell: ({ action }) => actionWords[action] },
  {
    id: 'of',
    title: 'Of',
    cell: ({ dataset, itemKey, detail }) => (
      <span className={styles.clip}>
        {dataset && itemKey && <ItemLink org={org} dataset={dataset.slug} itemKey={itemKey} />}
        {dataset && !itemKey && (
          <Link to="/o/$org/d/$slug" params={{ org, slug: dataset.slug }}>
            {dataset.slug}
          </Link>
        )}{' '}
        <span className={styles.quiet}>{describeDetail(detail)}</span>
      </span>
    ),
  },
  {
    id: 'where',
    title: 'From where',
    cell: ({ address, userAgent }) => (
      <span title={userAgent ?? undefined}>
        <span className={styles.mono}>{address ?? '—'}</span>{' '}
        <span className={styles.quiet}>{describeProgram(userAgent)}</span>
      </span>
    ),
  },
  {
    id: 'request',
    title: 'Request',
    cell: ({ requestId }) => (
      <span className={`${styles.mono} ${styles.quiet}`} title={requestId}>
        {requestId.slice(0, 8)}
      </span>
    ),
  },
];
