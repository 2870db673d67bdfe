import { findSessionUploads } from '#domain/ingest/find-session-uploads.ts';
import type { Upload } from '#prisma/client/client.ts';
import type { UploadState } from '#prisma/client/enums.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf } from './connection.ts';
import { IngestSession } from './ingest-session.ts';

const UploadStateEnum = builder.enumType('UploadState', {
  description: 'Whether a declared file is stored, by the checksum of the object store.',
  values: {
    MISSING: { value: 'EXPECTED', description: 'It has not arrived, or is not checked yet.' },
    VERIFIED: { value: 'VERIFIED', description: 'It is stored exactly as declared.' },
    MISMATCHED: { value: 'MISMATCHED', description: 'It arrived otherwise than declared. Declare and send it again.' },
    ABANDONED: { value: 'ABANDONED', description: 'The session ended before it was verified.' },
  } satisfies {
    [State in UploadState as State extends 'EXPECTED' ? 'MISSING' : State]: { value: State; description: string };
  },
});

const IngestUpload = builder.objectRef<Upload>('IngestUpload').implement({
  description: 'A file that a session has declared.',
  authScopes: ({ orgId }) => ({ publisher: orgId }),
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: 'The name the caller gave it, most recently.' }),
    filename: t.exposeString('filename', { description: 'The name it is offered under when downloaded.' }),
    contentType: t.exposeString('contentType', { description: 'Its media type.' }),
    byteSize: t.expose('byteSize', { type: 'ByteCount', description: 'Its declared size.' }),
    sha256: t.exposeString('sha256', { description: 'Its declared SHA-256, by which a manifest names it.' }),
    state: t.expose('state', { type: UploadStateEnum, description: 'Whether it is stored.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'What is stored instead, for people; null unless it is MISMATCHED.',
    }),
    requestedAt: t.expose('requestedAt', {
      type: 'DateTime',
      description: 'When an address for it was last given out.',
    }),
    checkedAt: t.expose('checkedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last looked for; null when not yet.',
    }),
  }),
});

builder.prismaObjectField(IngestSession, 'uploads', (t) =>
  t.connection(
    {
      type: IngestUpload,
      description: 'The files it has declared, in the order they were first declared.',
      select: { id: true, orgId: true },
      args: { state: t.arg({ type: UploadStateEnum, description: 'Only those in this state.' }) },
      resolve: async (session, args, context) =>
        connectionOf(await findSessionUploads(context, session, args), (node) => ({ cursor: node.cursor, node })),
    },
    ...connectionNames('IngestUpload'),
  ),
);
