import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '../ui/format.ts';
import { IssueList } from './issue-list.tsx';
import styles from './manifest-issues.module.css';
import { SaveIssues } from './save-issues.tsx';
import * as strings from './strings.ts';
import type { FollowedSession } from './use-ingest-session.ts';

/** Maximum number of issues that the server stores. The counts include all issues. */
const keptIssues = 100_000;

/** Issues of a manifest grouped by cause, the most frequent cause first. Each group expands to its lines. */
export function ManifestIssues({ session }: { session: FollowedSession }) {
  const { id, issueCount, issueGroups } = session;
  return (
    <section className={styles.issues} aria-label={strings.manifestIssues}>
      <header className={styles.header}>
        <div>
          <h3>{strings.issuesInManifest(issueCount)}</h3>
          <p>
            {strings.issuesHint} {issueCount > keptIssues && strings.issuesShown(keptIssues)}
          </p>
        </div>
        <SaveIssues session={id} />
      </header>
      <ul className={styles.groups}>
        {issueGroups.map((group, place) => (
          <li key={group.code}>
            <IssueGroup session={id} group={group} share={group.count / issueCount} isFirst={place === 0} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface IssueGroupProps {
  session: string;
  group: FollowedSession['issueGroups'][number];
  /** Fraction of all issues, from 0 to 1. */
  share: number;
  isFirst: boolean;
}

function IssueGroup({ session, group, share, isFirst }: IssueGroupProps) {
  const [isOpen, setOpen] = useState(isFirst);
  const { code, count } = group;
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        <ChevronRight size={14} aria-hidden className={styles.chevron} />
        <span className={styles.title}>{strings.issueCodes[code]}</span>
        <code className={styles.code}>{code}</code>
        <meter className={styles.share} value={share} aria-hidden />
        <span className={styles.count}>{formatCount(count)}</span>
      </summary>
      {isOpen && <IssueList session={session} code={code} />}
    </details>
  );
}
