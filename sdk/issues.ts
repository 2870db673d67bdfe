import type { Fields } from './api/answer-shape.ts';
import { connect, reason } from './api/api.ts';
import { checkAnswer, invalidAnswer } from './api/check-answer.ts';
import { readChunks } from './api/read-body.ts';
import { type Issue, VitrineError } from './errors.ts';
import { graphql } from './gql/gql.ts';
import { defaultEndpoint } from './publish-options.ts';
import { readLines } from './streams/read-lines.ts';

const IssuesFile = graphql(`
  query IssuesFile($session: ID!) { node(id: $session) { __typename ... on IngestSession { issuesFile { url } } } }
`);

export interface IssuesOptions {
  /** Id of the ingest session. */
  session: string;
  token: string;
  endpoint?: string;
  fetch?: typeof globalThis.fetch;
  signal?: AbortSignal;
}

/** Maximum size of the file of issues in bytes. The server stores 100,000 issues of at most a few kilobytes. */
const fileByteSize = 1024 ** 3;
const lineByteSize = 64 * 1024;
const patienceMilliseconds = 15 * 60_000;

/** Yields all issues of a session's last validation, in the order in which they were found. */
export async function* readAllIssues(options: IssuesOptions): AsyncGenerator<Issue> {
  const { session, endpoint = defaultEndpoint, token, fetch = globalThis.fetch } = options;
  const signal = options.signal ?? new AbortController().signal;
  const { data, requestId } = await connect({ endpoint, token, fetch, signal })(IssuesFile, { session });
  const found = data.node?.__typename === 'IngestSession' ? data.node : null;
  if (!found) {
    throw new VitrineError('NOT_FOUND', 'This session does not exist, or you do not have permission to see it.', {
      requestId,
      hint: 'Run `vitrine sessions` to list sessions.',
    });
  }
  if (!found.issuesFile) return;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMilliseconds)]);
  let response: Response;
  try {
    response = await fetch(found.issuesFile.url, { signal: patience, redirect: 'error' });
  } catch (cause) {
    signal.throwIfAborted();
    throw storeFailure(`could not be reached: ${reason(cause)}`, cause);
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw storeFailure(`returned HTTP ${response.status}`);
  }
  try {
    for await (const line of readLines(readChunks(response, fileByteSize), lineByteSize)) yield readIssue(line);
  } catch (cause) {
    signal.throwIfAborted();
    throw cause instanceof VitrineError ? cause : storeFailure(`closed the connection: ${reason(cause)}`, cause);
  }
}

const issueFields: Fields = {
  line: { nullable: true, form: 'count' },
  key: { nullable: true, form: 'text' },
  pointer: { form: 'pointer' },
  code: { form: 'constant' },
  message: { form: 'text' },
  expected: { nullable: true, form: 'text' },
};

function readIssue(line: Buffer | null): Issue {
  let value: unknown;
  try {
    value = JSON.parse(line?.toString('utf8') ?? '');
  } catch {
    throw invalidAnswer('a line of the issues file is not JSON');
  }
  checkAnswer(value, issueFields, null);
  const { line: number, key, pointer, code, message, expected } = value as Issue;
  return { line: number, key, pointer, code, message, expected };
}

function storeFailure(what: string, cause?: unknown): VitrineError {
  return new VitrineError('NETWORK', `The object store ${what}.`, { hint: 'Run the command again.', cause });
}
