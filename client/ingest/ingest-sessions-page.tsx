import { getRouteApi, Link } from '@tanstack/react-router';
import { Activity } from 'lucide-react';
import { showInvisible } from '#formats/show-invisible.ts';
import { usePagedQuery } from '../data/use-paged-query.ts';
import type { IngestSessionTable_SessionFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { ListStates } from '../panels/list-states.tsx';
import { OrganizationPage } from '../panels/organization-page.tsx';
import { Chip } from '../ui/chip.tsx';
import { CommandLine } from '../ui/command-line.tsx';
import { formatCount, formatRevision } from '../ui/format.ts';
import { EmptyState } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { RelativeTime } from '../ui/values.tsx';
import { toneOfState } from './ingest-states.ts';
import * as strings from './strings.ts';

const route = getRouteApi('/signed-in/o/$org/ingest');

const IngestSessionsQuery = graphql(`
  query IngestSessions($org: String!, $after: String) {
    organization(slug: $org) {
      id
      ingestSessions(first: 50, after: $after) {
        edges {
          node {
            id
            ...IngestSessionTable_session
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const IngestSessionTableFragment = graphql(`
  fragment IngestSessionTable_session on IngestSession {
    id
    state
    mode
    message
    revisionNumber
    noop
    issueCount
    itemCount
    createdAt
    dataset {
      id
      slug
      name
    }
    progress {
      filesDeclared
      filesVerified
    }
  }
`);

/** Page of all ingest sessions of an organization, newest first. */
export function IngestSessionsPage() {
  const { org } = route.useParams();
  return (
    <OrganizationPage org={org} title={strings.title}>
      <IngestSessions key={org} org={org} />
    </OrganizationPage>
  );
}

function IngestSessions({ org }: { org: string }) {
  const list = usePagedQuery(IngestSessionsQuery, { org }, ({ organization }) => organization?.ingestSessions);
  return (
    <ListStates
      list={list}
      noun={strings.sessions}
      forbidden={strings.sessionsForbidden}
      empty={
        <EmptyState
          icon={<Activity size={20} />}
          title={strings.noSessions}
          action={<CommandLine command={strings.publishCommand(org)} />}
        >
          {strings.noSessionsHint}
        </EmptyState>
      }
    >
      {(sessions) => <IngestSessionTable org={org} sessions={sessions} />}
    </ListStates>
  );
}

interface IngestSessionTableProps {
  org: string;
  sessions: readonly FragmentType<typeof IngestSessionTableFragment>[];
}

function IngestSessionTable({ org, sessions }: IngestSessionTableProps) {
  return (
    <Table
      caption={strings.sessionsCaption}
      rows={readFragment(IngestSessionTableFragment, sessions)}
      rowKey={(session) => session.id}
      columns={columnsOf(org)}
    />
  );
}

const columnsOf = (org: string): readonly Column<IngestSessionTable_SessionFragment>[] => [
  {
    id: 'dataset',
    title: strings.dataset,
    isFlexible: true,
    cell: ({ id, dataset }) => (
      <Link to="/o/$org/ingest/$session" params={{ org, session: id }}>
        {showInvisible(dataset.name)}
      </Link>
    ),
  },
  {
    id: 'state',
    title: strings.status,
    cell: ({ state, noop, revisionNumber }) => (
      <>
        <Chip tone={toneOfState[state]}>{strings.states[state]}</Chip>{' '}
        {revisionNumber !== null && <Chip isMono>{formatRevision(revisionNumber)}</Chip>}{' '}
        {noop && <Chip>{strings.noChanges}</Chip>}
      </>
    ),
  },
  {
    id: 'message',
    title: strings.message,
    isFlexible: true,
    cell: ({ message }) => <span title={message}>{message}</span>,
  },
  { id: 'mode', title: strings.mode, cell: ({ mode }) => strings.modes[mode] },
  {
    id: 'files',
    title: strings.files,
    isNumber: true,
    cell: ({ progress }) => `${formatCount(progress.filesVerified)} / ${formatCount(progress.filesDeclared)}`,
  },
  { id: 'items', title: strings.items, isNumber: true, cell: ({ itemCount }) => formatCount(itemCount) },
  { id: 'issues', title: strings.issues, isNumber: true, cell: ({ issueCount }) => formatCount(issueCount) },
  { id: 'opened', title: strings.started, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
];
