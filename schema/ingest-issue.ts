import { ValidationFailed } from '#domain/errors.ts';
import { findIssues } from '#domain/ingest/manifest/find-issues.ts';
import { signReport } from '#domain/ingest/manifest/sign-report.ts';
import { type IssueCode, issueCodes } from '#formats/manifest/issue-codes.ts';
import type { IngestIssue as IngestIssueRow } from '#prisma/client/client.ts';
import { SignedUrlType } from './asset.ts';
import { builder } from './builder.ts';
import { countedConnectionOf, totalCount } from './connection.ts';
import { IngestSession } from './ingest-session.ts';

const IngestIssueCode = builder.enumType('IngestIssueCode', {
  description: 'Code of an issue of a manifest. New codes may be added.',
  values: Object.fromEntries(Object.entries(issueCodes).map(([code, description]) => [code, { description }])) as {
    [Code in IssueCode]: { description: string };
  },
});

const IngestIssue = builder.objectRef<IngestIssueRow>('IngestIssue').implement({
  description: 'Issue of a manifest.',
  authScopes: ({ orgId }) => ({ publisher: orgId }),
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'Number of the line, from 1. Inline items count like lines.' }),
    key: t.exposeString('key', {
      nullable: true,
      description: 'Key of the item. Null if it could not be read.',
    }),
    pointer: t.exposeString('pointer', { description: 'JSON Pointer (RFC 6901) to the value in the line.' }),
    code: t.field({
      type: IngestIssueCode,
      description: 'Code of the issue, for programs.',
      resolve: ({ code }) => code as IssueCode,
    }),
    message: t.exposeString('message', { description: 'Message for people.' }),
    expected: t.exposeString('expected', {
      nullable: true,
      description: 'Description of a valid value. Null for issues without one.',
    }),
  }),
});

const IngestIssueGroup = builder.objectRef<{ code: IssueCode; count: number }>('IngestIssueGroup').implement({
  description: 'Number of issues with one code.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    code: t.expose('code', { type: IngestIssueCode, description: 'Code of the issues.' }),
    count: t.exposeInt('count', { description: 'Exact number of issues.' }),
  }),
});

builder.prismaObjectFields(IngestSession, (t) => ({
  issues: t.connection(
    {
      type: IngestIssue,
      description:
        'Issues of the manifest by the last validation, in the order of the lines. At most 100,000 are kept. Duplicate keys follow at the end.',
      select: { id: true, orgId: true },
      args: { code: t.arg({ type: IngestIssueCode, description: 'Code of the issues to list. Default: all.' }) },
      resolve: async (session, args, context) =>
        countedConnectionOf(await findIssues(context, session, args), (node) => ({ cursor: node.cursor, node })),
    },
    { name: 'IngestIssueConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
    { name: 'IngestIssueEdge' },
  ),
  issueGroups: t.field({
    type: [IngestIssueGroup],
    select: { issueGroups: true },
    description: 'Numbers of issues by code, the most frequent first. All issues are counted.',
    resolve: ({ issueGroups }) => issueGroups as { code: IssueCode; count: number }[],
  }),
  issuesFile: t.field({
    type: SignedUrlType,
    nullable: true,
    select: { id: true, issueCount: true },
    description: 'Signed URL of a file with the issues, one JSON object per line. Null if there are none.',
    resolve: (session, _args, context) => signReport(context, session),
  }),
}));

builder.objectField(ValidationFailed, 'session', (t) =>
  t.prismaField({
    type: IngestSession,
    description: 'Session, open again. Its `issues` say what is wrong, line by line.',
    resolve: (query, { sessionId }, _args, { db }) =>
      db.ingestSession.findFirstOrThrow({ ...query, where: { id: sessionId } }),
  }),
);
