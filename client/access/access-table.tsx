import { Link, useNavigate } from '@tanstack/react-router';
import { ListFilter } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import type { AccessTable_EntryFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { describeProgram } from '../panels/describe-program.ts';
import { isPlainClick } from '../ui/is-plain-click.ts';
import { type Column, Table } from '../ui/table.tsx';
import styles from './access-page.module.css';
import type { AccessSearch } from './access-search.ts';
import { describeAction, describeDetail } from './describe-entry.ts';
import { ItemLink } from './item-link.tsx';
import * as strings from './strings.ts';

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

/** Table of log entries: person, action, time and address. */
export function AccessTable({ org, entries }: AccessTableProps) {
  const rows = readFragment(AccessTableFragment, entries).map((entry, place) => ({ ...entry, place }));
  return (
    <Table
      caption={strings.title}
      rows={rows}
      // One request may write several entries, so the key includes the index. The index of an entry never changes,
      // because the list only grows at its end.
      rowKey={({ place, requestId }) => `${place} ${requestId}`}
      columns={columnsOf(org)}
    />
  );
}

type Row = AccessTable_EntryFragment & { place: number };

const columnsOf = (org: string): readonly Column<Row>[] => [
  {
    id: 'when',
    title: strings.time,
    cell: ({ at }) => (
      <time dateTime={at} className={styles.mono}>
        {moments.format(new Date(at))}
      </time>
    ),
  },
  {
    id: 'who',
    title: strings.person,
    cell: ({ user, token, shareLink }) => (
      <>
        {user?.email ? (
          <Only org={org} only={{ who: user.email }} label={showInvisible(user.name)} title={user.email} />
        ) : (
          <span>{user ? showInvisible(user.name) : shareLink ? strings.guest : strings.formerMember}</span>
        )}
        {token && (
          <span className={styles.quiet}>
            {strings.via}
            <Only org={org} only={{ token: token.id }} label={showInvisible(token.name)} />
          </span>
        )}
        {shareLink && (
          <span className={styles.quiet}>
            {strings.via}
            <Only org={org} only={{ link: shareLink.id }} label={showInvisible(shareLink.name)} />
          </span>
        )}
      </>
    ),
  },
  { id: 'what', title: strings.action, cell: ({ action, detail }) => describeAction(action, detail) },
  {
    id: 'of',
    title: strings.details,
    cell: ({ dataset, itemKey, detail }) => (
      <span className={styles.clip}>
        {dataset && itemKey && (
          <>
            <ItemLink org={org} dataset={dataset.slug} itemKey={itemKey} />{' '}
            <Only
              org={org}
              only={{ dataset: dataset.slug, item: itemKey }}
              label={<ListFilter size={12} aria-label={strings.showOnly(showInvisible(itemKey))} />}
              title={strings.onlyThisItem}
            />
          </>
        )}
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
    title: strings.source,
    cell: ({ address, userAgent }) => (
      <span title={userAgent ?? undefined}>
        <span className={styles.mono}>{address ?? '—'}</span>{' '}
        <span className={styles.quiet}>{describeProgram(userAgent)}</span>
      </span>
    ),
  },
  {
    id: 'request',
    title: strings.request,
    cell: ({ requestId }) => (
      <span className={`${styles.mono} ${styles.quiet}`} title={requestId}>
        {requestId.slice(0, 8)}
      </span>
    ),
  },
];

/** Link that adds filters to the current ones. */
function Only(props: { org: string; only: AccessSearch; label: ReactNode; title?: string }) {
  const { org, only, label, title } = props;
  const navigate = useNavigate({ from: '/o/$org/access' });
  const search = (old: AccessSearch) => ({ ...old, ...only });
  // Does not use the router's click handler, which starts from the URL of the last render. A filter that was just
  // chosen may be missing there.
  const open = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    void navigate({ search });
  };
  return (
    <Link
      from="/o/$org/access"
      params={{ org }}
      search={search}
      onClick={open}
      className={styles.only}
      data-tip={title}
    >
      {label}
    </Link>
  );
}
