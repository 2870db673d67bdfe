import { Monitor } from 'lucide-react';
import { useCallback } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { useAction } from '../data/use-action.ts';
import { useList } from '../data/use-list.ts';
import type { BrowserSessionsQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { describeProgram } from '../panels/describe-program.ts';
import { ListStates } from '../panels/list-states.tsx';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import * as strings from './strings.ts';

const SessionsQuery = graphql(`
  query BrowserSessions {
    viewer {
      browserSessions {
        id
        address
        createdAt
        lastSeenAt
        expiresAt
        userAgent
        current
      }
    }
  }
`);

const RevokeSessionMutation = graphql(`
  mutation RevokeSession($session: ID!) {
    revokeBrowserSession(input: { browserSessionId: $session }) {
      ... on RevokeBrowserSessionSuccess {
        browserSessionId
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

/** Browser sessions of the user. Each session except the current one has a button to end it. */
export function SessionList() {
  const client = useClient();
  const revoke = useAction(RevokeSessionMutation);
  const list = useList(
    useCallback(
      async (_after: string | null, signal: AbortSignal) => {
        const { viewer } = await loadOnce(client, SessionsQuery, {}, signal);
        const sessions = viewer?.browserSessions;
        return sessions && { edges: sessions.map((node) => ({ node })), pageInfo: { hasNextPage: false } };
      },
      [client],
    ),
  );
  const end = async ({ id }: BrowserSession) => {
    if (!(await revoke.run({ session: id }))) return;
    toast(strings.sessionEnded);
    list.reload();
  };
  return (
    <ListStates
      list={list}
      noun={strings.sessions}
      forbidden={strings.sessionsForbidden}
      empty={<EmptyState icon={<Monitor size={20} />} title={strings.noSessions} />}
    >
      {(sessions) => (
        <>
          <Refusal error={revoke.refusal} />
          <Table
            caption={strings.sessionsTable}
            rows={sessions}
            rowKey={(session) => session.id}
            columns={columnsOf(revoke.isBusy, end)}
          />
        </>
      )}
    </ListStates>
  );
}

type BrowserSession = NonNullable<NonNullable<BrowserSessionsQuery['viewer']>['browserSessions']>[number];

function columnsOf(
  isBusy: boolean,
  onEnd: (session: BrowserSession) => Promise<void>,
): readonly Column<BrowserSession>[] {
  return [
    {
      id: 'browser',
      title: strings.browser,
      cell: ({ userAgent, current }) => (
        <span className={styles.person}>
          <span title={userAgent ?? undefined}>{describeProgram(userAgent)}</span>
          {current && <Chip tone="success">{strings.thisBrowser}</Chip>}
        </span>
      ),
    },
    {
      id: 'address',
      title: strings.address,
      cell: ({ address }) => <span className={styles.mono}>{address ?? '—'}</span>,
    },
    { id: 'since', title: strings.signedIn, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    { id: 'seen', title: strings.lastUsed, cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
    { id: 'ends', title: strings.expires, cell: ({ expiresAt }) => <RelativeTime at={expiresAt} /> },
    {
      id: 'actions',
      title: strings.actions,
      isActions: true,
      cell: (session) =>
        !session.current && (
          <Button
            size="s"
            tone="quiet"
            disabled={isBusy}
            aria-label={strings.endSessionOf(describeProgram(session.userAgent))}
            onClick={() => onEnd(session)}
          >
            {strings.endSession}
          </Button>
        ),
    },
  ];
}
