import { getRouteApi, Link } from '@tanstack/react-router';
import { Radio, SearchX } from 'lucide-react';
import { showInvisible } from '#formats/show-invisible.ts';
import { toApiError } from '../data/api-error.ts';
import { LoadingRows } from '../panels/list-states.tsx';
import { OrganizationPage } from '../panels/organization-page.tsx';
import { Chip } from '../ui/chip.tsx';
import { formatRevision } from '../ui/format.ts';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { StatusLine } from '../ui/toolbar.tsx';
import { RelativeTime } from '../ui/values.tsx';
import styles from './ingest-page.module.css';
import { IngestPhases } from './ingest-phases.tsx';
import { IngestProblems } from './ingest-problems.tsx';
import { isOver, toneOfState } from './ingest-states.ts';
import * as strings from './strings.ts';
import { type FollowedSession, useIngestSession } from './use-ingest-session.ts';

const route = getRouteApi('/signed-in/o/$org/ingest/$session');

/** Page of an ingest session: its phase, its progress and its problems. */
export function IngestPage() {
  const { org, session: id } = route.useParams();
  const { session, error, isLoading, isLive, retry } = useIngestSession(id);
  const title = session ? strings.publishing(session.dataset.name) : strings.title;
  return (
    <OrganizationPage
      org={org}
      title={title}
      crumbs={[
        { label: strings.title, to: `/o/${org}/ingest` },
        { label: session ? showInvisible(session.dataset.name) : '…' },
      ]}
      status={
        session && (
          <StatusLine end={<Followed session={session} isLive={isLive} />}>{strings.states[session.state]}</StatusLine>
        )
      }
    >
      {session ? (
        <SessionDetails org={org} session={session} />
      ) : error && !isLoading ? (
        <ErrorState error={toApiError(error)} onRetry={retry} />
      ) : isLoading ? (
        <LoadingRows noun={strings.session} />
      ) : (
        <EmptyState icon={<SearchX size={20} />} title={strings.noSession}>
          {strings.noSessionHint}
        </EmptyState>
      )}
    </OrganizationPage>
  );
}

function Followed({ session, isLive }: { session: FollowedSession; isLive: boolean }) {
  if (isOver(session.state)) return strings.ended;
  if (!isLive) return strings.polling;
  return (
    <>
      <Radio size={12} aria-hidden /> {strings.live}
    </>
  );
}

function SessionDetails({ org, session }: { org: string; session: FollowedSession }) {
  const { dataset, state, revisionNumber: revision, noop } = session;
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h2>
          <Link to="/o/$org/d/$slug" params={{ org, slug: dataset.slug, ...(revision ? { revision } : {}) }}>
            {showInvisible(dataset.name)}
          </Link>
        </h2>
        <Chip tone={toneOfState[state]}>{strings.states[state]}</Chip>
        {revision !== null && revision !== undefined && <Chip isMono>{formatRevision(revision)}</Chip>}
        {noop && <Chip>{strings.noChanges}</Chip>}
      </header>
      {session.message && <p className={styles.message}>{session.message}</p>}
      <dl className={styles.facts}>
        <dt>{strings.mode}</dt>
        <dd>{strings.modes[session.mode]}</dd>
        <dt>{strings.started}</dt>
        <dd>
          <RelativeTime at={session.createdAt} />
        </dd>
        <dt>{session.closedAt ? strings.ended : strings.expires}</dt>
        <dd>
          <RelativeTime at={session.closedAt ?? session.expiresAt} />
        </dd>
      </dl>
      <IngestPhases session={session} />
      <IngestProblems session={session} />
    </div>
  );
}
