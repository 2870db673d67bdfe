import { findSessionUploads } from '#domain/ingest/find-session-uploads.ts';
import type { Upload } from '#prisma/client/client.ts';
import type { UploadState } from '#prisma/client/enums.ts';
import { builder } from './builder.ts';
import { countedConnectionOf, totalCount } from './connection.ts';
import { IngestSession } from './ingest-session.ts';

const UploadStateEnum = builder.enumType('UploadState', {
  description: 'State of a declared file in the object store.',
  values: {
    MISSING: { value: 'EXPECTED', description: 'File that has not arrived, or is not checked yet.' },
    VERIFIED: { value: 'VERIFIED', description: 'File that is stored exactly as declared.' },
    MISMATCHED: {
      value: 'MISMATCHED',
      description: 'File that differs from its declaration. Declare and send it again.',
    },
    ABANDONED: { value: 'ABANDONED', description: 'File whose session ended before it was verified.' },
  } satisfies {
    [State in UploadState as State extends 'EXPECTED' ? 'MISSING' : State]: { value: State; description: string };
  },
});

const IngestUpload = builder.objectRef<Upload>('IngestUpload').implement({
  description: 'Declared file of a session.',
  authScopes: ({ orgId }) => ({ publisher: orgId }),
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: 'Name of the client for the file, as last declared.' }),
    filename: t.exposeString('filename', { description: 'Name under which the file is downloaded.' }),
    contentType: t.exposeString('contentType', { description: 'Declared media type.' }),
    byteSize: t.expose('byteSize', { type: 'ByteCount', description: 'Declared size, in bytes.' }),
    sha256: t.exposeString('sha256', {
      description: 'Declared SHA-256, by which a manifest refers to the file, in lower-case hexadecimal.',
    }),
    state: t.expose('state', { type: UploadStateEnum, description: 'State of the file in the object store.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Description of what is stored instead. Null unless the state is `MISMATCHED`.',
    }),
    requestedAt: t.expose('requestedAt', {
      type: 'DateTime',
      description: 'Time at which an upload URL was last requested.',
    }),
    checkedAt: t.expose('checkedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last check. Null before the first.',
    }),
  }),
});

builder.prismaObjectField(IngestSession, 'uploads', (t) =>
  t.connection(
    {
      type: IngestUpload,
      description: 'Declared files, in the order in which they were first declared.',
      select: { id: true, orgId: true },
      args: { state: t.arg({ type: UploadStateEnum, description: 'State of the files to list. Default: all.' }) },
      resolve: async (session, args, context) =>
        countedConnectionOf(await findSessionUploads(context, session, args), (node) => ({
          cursor: node.cursor,
          node,
        })),
    },
    { name: 'IngestUploadConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
    { name: 'IngestUploadEdge' },
  ),
);
