import { findSessions } from '#domain/ingest/find-sessions.ts';
import { builder } from './builder.ts';
import { connectionOf, relatedOfNodes } from './connection.ts';
import { Dataset } from './dataset.ts';
import { IngestSession, IngestStateEnum } from './ingest-session.ts';
import { Organization } from './organization.ts';

builder.prismaObjectField(Dataset, 'ingestSessions', (t) =>
  t.connection({
    type: IngestSession,
    description: 'Its ingest sessions, the newest first; none for who may not publish to it.',
    select: { id: true, orgId: true },
    args: {
      states: t.arg({
        type: [IngestStateEnum],
        description: 'Only those in one of these states. An empty list matches nothing.',
      }),
    },
    resolve: async ({ id, orgId }, args, context, info) =>
      connectionOf(
        await findSessions(context, { orgId, datasetId: id }, args, relatedOfNodes(context, info)),
        (node) => ({
          cursor: node.cursor,
          node,
        }),
      ),
  }),
);

builder.prismaObjectField(Organization, 'ingestSessions', (t) =>
  t.connection({
    type: IngestSession,
    description: 'The ingest sessions of all its datasets, the newest first; none for who may not publish.',
    select: { id: true },
    args: {
      states: t.arg({
        type: [IngestStateEnum],
        description: 'Only those in one of these states. An empty list matches nothing.',
      }),
    },
    resolve: async ({ id }, args, context, info) =>
      connectionOf(await findSessions(context, { orgId: id }, args, relatedOfNodes(context, info)), (node) => ({
        cursor: node.cursor,
        node,
      })),
  }),
);
