import { ValidationFailed } from '#domain/errors.ts';
import { findIssues } from '#domain/ingest/manifest/find-issues.ts';
import { signReport } from '#domain/ingest/manifest/sign-report.ts';
import { type IssueCode, issueCodes } from '#formats/manifest/issue-codes.ts';
import type { IngestIssue as IngestIssueRow } from '#prisma/client/client.ts';
import { SignedUrlType } from './asset.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf } from './connection.ts';
import { IngestSession } from './ingest-session.ts';

const IngestIssueCode = builder.enumType('IngestIssueCode', {
  description: 'What can be wrong with a manifest. The list only grows.',
  values: Object.fromEntries(Object.entries(issueCodes).map(([code, description]) => [code, { description }])) as {
    [Code in IssueCode]: { description: string };
  },
});

const IngestIssue = builder.objectRef<IngestIssueRow>('IngestIssue').implement({
  description: 'One thing that is wrong with a manifest.',
  authScopes: ({ orgId }) => ({ publisher: orgId }),
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'The line, from 1; items given inline are counted like lines.' }),
    key: t.exposeString('key', {
      nullable: true,
      description: 'The key of the item; null where it could not be read.',
    }),
    pointer: t.exposeString('pointer', { description: 'A JSON pointer (RFC 6901) into the line.' }),
    code: t.field({
      type: IngestIssueCode,
      description: 'What is wrong, for programs.',
      resolve: ({ code }) => code as IssueCode,
    }),
    message: t.exposeString('message', { description: 'What is wrong, for people.' }),
    expected: t.exposeString('expected', { nullable: true, description: 'What would be right.' }),
  }),
});

const IngestIssueGroup = builder.objectRef<{ code: IssueCode; count: number }>('IngestIssueGroup').implement({
  description: 'How often one thing is wrong with a manifest.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    code: t.expose('code', { type: IngestIssueCode, description: 'What is wrong.' }),
    count: t.exposeInt('count', { description: 'How often, exactly.' }),
  }),
});

builder.prismaObjectFields(IngestSession, (t) => ({
  issues: t.connection(
    {
      type: IngestIssue,
      description:
        'What is wrong with its manifest, by the last validation, in the order of the lines; the first 100,000. Keys that stand on several lines follow at the end.',
      select: { id: true, orgId: true },
      args: { code: t.arg({ type: IngestIssueCode, description: 'Only issues of this kind.' }) },
      resolve: async (session, args, context) =>
        connectionOf(await findIssues(context, session, args), (node) => ({ cursor: node.cursor, node })),
    },
    ...connectionNames('IngestIssue'),
  ),
  issueGroups: t.field({
    type: [IngestIssueGroup],
    select: { issueGroups: true },
    description: 'How often each thing is wrong, the most frequent first. All issues are counted.',
    resolve: ({ issueGroups }) => issueGroups as { code: IssueCode; count: number }[],
  }),
  issuesFile: t.field({
    type: SignedUrlType,
    nullable: true,
    select: { id: true, issueCount: true },
    description:
      'An address of the issues as a file, one JSON object a line, for a short while; null when there are none.',
    resolve: (session, _args, context) => signReport(context, session),
  }),
}));

builder.objectField(ValidationFailed, 'session', (t) =>
  t.prismaField({
    type: IngestSession,
    description: 'The session, open again. Its issues say what is wrong, line by line.',
    resolve: (query, { sessionId }, _args, { db }) =>
      db.ingestSession.findFirstOrThrow({ ...query, where: { id: sessionId } }),
  }),
);
