import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { sha256Of } from './hash-of.ts';

/** Function that replaces the response to an operation, or to a request for a file. */
export type Lie = (operation: string, honest: Answer) => Answer | ((response: ServerResponse) => void);
export type Answer = { data?: unknown; errors?: unknown };

export interface LyingServer {
  endpoint: string;
  /** Names of the operations that were requested since `lie` was last called, in order. */
  readonly asked: string[];
  lie(lie: Lie): void;
}

/** Content of the only file that the server has. */
export const content = 'A robin.';
const instant = '2026-11-29T10:00:00.000Z';
const counts = { filesDeclared: 1, filesVerified: 1, filesMismatched: 0, filesMissing: 0 };
const session = {
  __typename: 'IngestSession',
  id: 'c2Vzc2lvbg==',
  state: 'FAILED',
  phase: 'DONE',
  mode: 'REPLACE',
  message: 'First',
  createdAt: instant,
  expiresAt: instant,
  closedAt: null,
  itemCount: 1,
  itemsStaged: 1,
  issueCount: 1,
  revisionNumber: 1,
  noop: false,
  failure: { code: 'VALIDATION_FAILED', message: 'No.' },
  dataset: { slug: 'birds' },
  progress: { ...counts, bytesDeclared: 8, bytesVerified: 8 },
};
const issue = { line: 1, key: 'a', pointer: '/key', code: 'REQUIRED', message: 'No.', expected: 'a key' };
const annotation = { kind: 'POINT', label: 'eye', confidence: 0.5, source: 'PUBLISHER', geometry: { x: 0.5, y: 0.5 } };
const lastPage = { hasNextPage: false, endCursor: 'YQ==' };

/**
 * Starts a server that implements the part of the API that the SDK uses. `lie` sets a function that replaces its
 * responses.
 */
export async function startLyingServer(): Promise<LyingServer> {
  const asked: string[] = [];
  let lie: Lie = (_operation, honest) => honest;
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = `${origin}/file`;
  const item = {
    id: 'aXRlbQ==',
    key: 'sea/robin',
    type: 'TEXT',
    title: 'A robin',
    tags: ['sea'],
    metadata: { seen: 3 },
    createdAt: instant,
    assets: [
      {
        id: 'YXNzZXQ=',
        role: 'PRIMARY',
        derived: false,
        sha256: sha256Of(content),
        byteSize: content.length,
        contentType: 'text/plain',
        filename: 'robin.txt',
      },
    ],
    annotations: { pageInfo: { hasNextPage: true, endCursor: 'YQ==' }, edges: [{ node: annotation }] },
  };
  const honest: Record<string, unknown> = {
    FindRevision: { dataset: { revision: { number: 1 } } },
    PulledItems: { dataset: { items: { totalCount: 1, pageInfo: lastPage, edges: [{ node: item }] } } },
    MoreAnnotations: {
      node: { __typename: 'Item', annotations: { pageInfo: lastPage, edges: [{ node: annotation }] } },
    },
    SignUrls: { nodes: [{ __typename: 'Asset', signedUrl: { url: file } }] },
    FindDataset: {
      viewer: { scopes: ['READ', 'PUBLISH'], memberships: [{ role: 'PUBLISHER', organization: { slug: 'lumen' } }] },
      organization: { id: 'b3Jn' },
      dataset: { id: 'ZGF0YXNldA==', status: 'PUBLISHED', revision: { number: 1 } },
    },
    CreateDataset: { createDataset: { __typename: 'CreateDatasetSuccess', dataset: { id: 'ZGF0YXNldA==' } } },
    OpenIngestSession: {
      openIngestSession: {
        __typename: 'OpenIngestSessionSuccess',
        session: { id: session.id, state: 'OPEN', progress: { filesDeclared: 0 } },
      },
    },
    RequestUploads: {
      requestUploads: {
        __typename: 'RequestUploadsSuccess',
        answers: [
          {
            __typename: 'UploadTarget',
            url: file,
            headers: [{ name: 'x-amz-checksum-sha256', value: 'YQ==' }],
            expiresAt: '2999-01-01T00:00:00.000Z',
          },
        ],
      },
    },
    PublishIngestSession: {
      publishIngestSession: { __typename: 'PublishIngestSessionSuccess', outcome: { __typename: 'PublishPending' } },
    },
    RevisionProcessing: {
      dataset: { revision: { number: 1, processing: { pending: 0, running: 0, done: 1, failed: 0 } } },
    },
    FollowSession: { node: session },
    SessionIssues: {
      node: {
        __typename: 'IngestSession',
        issueCount: 1,
        issueGroups: [{ code: 'REQUIRED', count: 1 }],
        issues: { pageInfo: lastPage, edges: [{ node: issue }] },
      },
    },
    OrganizationSessions: { organization: { ingestSessions: { edges: [{ node: session }] } } },
    IssuesFile: { node: { __typename: 'IngestSession', issuesFile: { url: `${origin}/issues` } } },
    Viewer: {
      viewer: {
        scopes: ['READ'],
        user: { name: 'Alice', email: 'alice@lumen.example' },
        memberships: [{ role: 'PUBLISHER', organization: { slug: 'lumen', name: 'Lumen' } }],
      },
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const operation = request.url === '/graphql' ? operationIn(body) : `${request.method} ${request.url}`;
    asked.push(operation);
    const said = lie(operation, { data: honest[operation] ?? null });
    if (typeof said === 'function') said(response);
    else if (request.url === '/graphql') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(said));
    } else
      response.end(request.url === '/issues' ? `${JSON.stringify(issue)}\n` : request.method === 'GET' ? content : '');
  }

  return {
    endpoint: `${origin}/graphql`,
    asked,
    lie: (next) => {
      asked.length = 0;
      lie = next;
    },
  };
}

function operationIn(body: string): string {
  const { query } = JSON.parse(body) as { query: string };
  return /^\s*(?:query|mutation) (\w+)/m.exec(query)?.[1] ?? '';
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
