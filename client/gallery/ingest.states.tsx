import { keysOf } from '#formats/keys-of.ts';
import type { BadUploadsQuery, ManifestIssuesQuery } from '../gql/graphql.ts';
import { IngestPhases } from '../ingest/ingest-phases.tsx';
import { IngestProblems } from '../ingest/ingest-problems.tsx';
import { IssueList } from '../ingest/issue-list.tsx';
import { ManifestIssues } from '../ingest/manifest-issues.tsx';
import { Progress } from '../ingest/progress.tsx';
import { SaveIssues } from '../ingest/save-issues.tsx';
import { issueCodes, states } from '../ingest/strings.ts';
import { each } from './each.tsx';
import { badUploads, issues, sessionOf } from './fixtures/ingest.ts';
import { connectionOf } from './fixtures/pages.ts';
import { Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { Served } from './stand-in.tsx';
import type { StatesIn } from './state.ts';

const session = { __typename: 'IngestSession' as const, id: 'session' };
const answers = {
  ManifestIssues: masked<ManifestIssuesQuery>({
    __typename: 'Query',
    node: { ...session, issues: connectionOf('IngestIssue', issues) },
  }),
  BadUploads: masked<BadUploadsQuery>({
    __typename: 'Query',
    node: { ...session, uploads: connectionOf('IngestUpload', badUploads) },
  }),
};
const groups = keysOf(issueCodes).map((code, i) => ({
  __typename: 'IngestIssueGroup' as const,
  code,
  count: 900 - 30 * i,
}));

export const ingest: StatesIn<'ingest'> = {
  'ingest/ingest-phases': {
    IngestPhases: each(states, (state) => <IngestPhases session={sessionOf(state)} />),
  },
  'ingest/ingest-problems': {
    IngestProblems: {
      failure: (
        <IngestProblems
          session={sessionOf('FAILED', {
            failure: {
              __typename: 'IngestFailure',
              code: 'DATABASE_UNAVAILABLE',
              message: 'The database didn’t answer.',
            },
          })}
        />
      ),
      'issues and files': (
        <Wide>
          <Served answers={answers}>
            <IngestProblems
              session={sessionOf('OPEN', {
                issueCount: 1_200,
                issueGroups: groups.slice(0, 2),
                progress: { ...sessionOf('OPEN').progress, filesMismatched: 2 },
              })}
            />
          </Served>
        </Wide>
      ),
    },
  },
  'ingest/issue-list': {
    IssueList: {
      issues: (
        <Wide>
          <Served answers={answers}>
            <IssueList session="session" code="METADATA_INVALID" />
          </Served>
        </Wide>
      ),
      loading: (
        <Wide>
          <IssueList session="session" code="METADATA_INVALID" />
        </Wide>
      ),
    },
  },
  'ingest/manifest-issues': {
    ManifestIssues: {
      'all codes': (
        <Wide>
          <Served answers={answers}>
            <ManifestIssues session={sessionOf('OPEN', { issueCount: 200_000, issueGroups: groups })} />
          </Served>
        </Wide>
      ),
    },
  },
  'ingest/progress': {
    Progress: {
      half: <Progress label="Files" value={5} max={10} note="5 of 10 files" />,
      unknown: <Progress label="Files" value={0} max={0} note="No files" />,
    },
  },
  'ingest/save-issues': { SaveIssues: { button: <SaveIssues session="session" /> } },
};
