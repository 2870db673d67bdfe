import { showInvisible } from '#formats/show-invisible.ts';
import { usePagedQuery } from '../data/use-paged-query.ts';
import type { ManifestIssuesQuery as Answer, IngestIssueCode } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { ListStates } from '../panels/list-states.tsx';
import { formatCount } from '../ui/format.ts';
import { type Column, Table } from '../ui/table.tsx';
import styles from './manifest-issues.module.css';
import * as strings from './strings.ts';

const ManifestIssuesQuery = graphql(`
  query ManifestIssues($id: ID!, $code: IngestIssueCode!, $first: Int!, $after: String) {
    node(id: $id) {
      id
      ... on IngestSession {
        issues(first: $first, after: $after, code: $code) {
          edges {
            node {
              line
              key
              pointer
              message
              expected
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

const firstExamples = 5;
const pageSize = 50;

/** Lines of the manifest with the same issue. Shows a few examples, and loads more by pages. */
export function IssueList({ session: id, code }: { session: string; code: IngestIssueCode }) {
  const list = usePagedQuery(
    ManifestIssuesQuery,
    { id, code, first: firstExamples },
    ({ node }) => (node && 'issues' in node ? node.issues : null),
    { first: pageSize },
  );
  return (
    <ListStates
      list={list}
      noun={strings.issuesNoun}
      forbidden={strings.issuesForbidden}
      empty={<p className={styles.none}>{strings.issuesNotKept}</p>}
    >
      {(issues) => (
        <Table
          caption={strings.issueCodes[code]}
          rows={issues}
          rowKey={({ line, pointer, message }) => `${line} ${pointer} ${message}`}
          columns={columns}
        />
      )}
    </ListStates>
  );
}

type Session = Extract<NonNullable<Answer['node']>, { __typename: 'IngestSession' }>;
type Issue = NonNullable<Session['issues']>['edges'][number]['node'];

const columns: readonly Column<Issue>[] = [
  { id: 'line', title: strings.line, isNumber: true, width: 72, cell: ({ line }) => formatCount(line) },
  {
    id: 'key',
    title: strings.key,
    cell: ({ key }) =>
      key ? (
        <code className={styles.key} title={showInvisible(key)}>
          {showInvisible(key)}
        </code>
      ) : null,
  },
  {
    id: 'pointer',
    title: strings.pointer,
    cell: ({ pointer }) =>
      pointer ? <code>{showInvisible(pointer)}</code> : <span className={styles.whole}>{strings.wholeLine}</span>,
  },
  {
    id: 'message',
    title: strings.problem,
    cell: ({ message, expected }) => (
      <div className={styles.message}>
        {showInvisible(message)}
        {expected && <small>{strings.expected(showInvisible(expected))}</small>}
      </div>
    ),
  },
];
