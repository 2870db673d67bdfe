import { usePagedQuery } from '../data/use-paged-query.ts';
import { graphql } from '../gql/index.ts';
import { ListStates } from '../panels/list-states.tsx';
import { formatByteSize } from '../ui/format.ts';
import { type Column, Table } from '../ui/table.tsx';
import styles from './ingest-page.module.css';
import { ManifestIssues } from './manifest-issues.tsx';
import * as strings from './strings.ts';
import type { FollowedSession } from './use-ingest-session.ts';

const BadUploadsQuery = graphql(`
  query BadUploads($id: ID!, $after: String) {
    node(id: $id) {
      id
      ... on IngestSession {
        uploads(first: 50, after: $after, state: MISMATCHED) {
          edges {
            node {
              sha256
              clientRef
              byteSize
              contentType
              reason
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

/** Problems that prevent publishing: an error, issues in the manifest, and files that differ from their declaration. */
export function IngestProblems({ session }: { session: FollowedSession }) {
  const { progress, issueCount, issueGroups } = session;
  const { failure } = session;
  return (
    <>
      {/* Hidden if the issues below say the same. */}
      {failure && !(failure.code === 'VALIDATION_FAILED' && issueCount > 0) && (
        <section className={styles.problem} aria-label={strings.failureTitle}>
          <h3>{strings.failureTitle}</h3>
          <p>
            {failure.message} <code>{failure.code}</code>
          </p>
        </section>
      )}
      {/* Another validation has other issues, so the expanded groups of the previous one are dropped. */}
      {issueCount > 0 && <ManifestIssues key={`${session.id} ${JSON.stringify(issueGroups)}`} session={session} />}
      {progress.filesMismatched > 0 && (
        <section aria-label={strings.mismatchedFiles(progress.filesMismatched)}>
          <h3>{strings.mismatchedFiles(progress.filesMismatched)}</h3>
          <BadUploads key={`${session.id} ${progress.filesMismatched}`} id={session.id} />
        </section>
      )}
    </>
  );
}

function BadUploads({ id }: { id: string }) {
  const list = usePagedQuery(BadUploadsQuery, { id }, ({ node }) => (node && 'uploads' in node ? node.uploads : null));
  return (
    <ListStates list={list} noun={strings.filesNoun} forbidden={strings.filesForbidden} empty={null}>
      {(uploads) => (
        <Table caption={strings.files} rows={uploads} rowKey={(upload) => upload.sha256} columns={columns} />
      )}
    </ListStates>
  );
}

interface BadUpload {
  sha256: string;
  clientRef: string;
  contentType: string;
  byteSize: number;
  reason?: string | null;
}

const columns: readonly Column<BadUpload>[] = [
  { id: 'file', title: strings.file, cell: ({ clientRef }) => <code>{clientRef}</code> },
  { id: 'type', title: strings.type, cell: ({ contentType }) => contentType },
  { id: 'size', title: strings.size, isNumber: true, cell: ({ byteSize }) => formatByteSize(byteSize) },
  { id: 'reason', title: strings.stored, cell: ({ reason }) => reason },
];
