import type { Ask } from '../api/api.ts';
import { nextCursor } from '../api/next-cursor.ts';
import type { Issue, IssueReport } from '../errors.ts';
import { graphql } from '../gql/gql.ts';
import type { SessionIssuesQuery } from '../gql/graphql.ts';

const SessionIssues = graphql(`
  query SessionIssues($session: ID!, $after: String) {
    node(id: $session) {
      __typename
      ... on IngestSession {
        issueCount
        issueGroups { code count }
        issues(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { node { line key pointer code message expected } }
        }
      }
    }
  }
`);

type Session = Extract<NonNullable<SessionIssuesQuery['node']>, { __typename: 'IngestSession' }>;

const kept = 1_000;

/**
 * Returns the result of the last validation of a session: the first thousand issues, and the counts of all issues.
 * Omits line numbers if the publisher has no manifest file.
 */
export async function readIssues(ask: Ask, session: string, hasLines: boolean): Promise<IssueReport> {
  const issues: Issue[] = [];
  for (let after: string | null = null; ; ) {
    const found: Session | null = await readPage(ask, session, after);
    if (!found?.issues) return { issues, issueCount: issues.length, counts: new Map() };
    for (const { node } of found.issues.edges) issues.push(hasLines ? node : { ...node, line: null });
    after = nextCursor(found.issues, after);
    if (after === null || issues.length >= kept) {
      const counts = new Map<string, number>(found.issueGroups.map(({ code, count }) => [code, count]));
      return { issues, issueCount: found.issueCount, counts };
    }
  }
}

async function readPage(ask: Ask, session: string, after: string | null): Promise<Session | null> {
  const { data } = await ask(SessionIssues, { session, after });
  return data.node?.__typename === 'IngestSession' ? data.node : null;
}

/** Returns advice for users on how to list all issues of a session. */
export function issuesHint(session: string): string {
  return `Fix these issues, then run the same command again. All issues: vitrine issues ${session}`;
}
