import { findSessions } from '#domain/ingest/find-sessions.ts';
import { builder } from './builder.ts';
import { type Counted, countedConnectionOf, relatedOfNodes, totalCount } from './connection.ts';
import { Dataset } from './dataset.ts';
import { IngestStateEnum } from './ingest-enums.ts';
import { IngestSession } from './ingest-session.ts';
import { Organization } from './organization.ts';

const IngestSessionConnection = builder.connectionObject<typeof IngestSession, Counted>(
  { type: IngestSession, name: 'IngestSessionConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
  { name: 'IngestSessionEdge' },
);
const states = 'States of the sessions, one of which must hold. Default: all. An empty list matches nothing.';

builder.prismaObjectField(Dataset, 'ingestSessions', (t) =>
  t.connection(
    {
      type: IngestSession,
      nullable: true,
      description: 'Ingest sessions of the dataset, the newest first. Only for publishers.',
      select: { id: true, orgId: true },
      args: { states: t.arg({ type: [IngestStateEnum], description: states }) },
      resolve: async ({ id, orgId }, args, context, info) =>
        countedConnectionOf(
          await findSessions(context, { orgId, datasetId: id }, args, relatedOfNodes(context, info)),
          (node) => ({ cursor: node.cursor, node }),
        ),
    },
    IngestSessionConnection,
  ),
);

builder.prismaObjectField(Organization, 'ingestSessions', (t) =>
  t.connection(
    {
      type: IngestSession,
      nullable: true,
      description: 'Ingest sessions of all datasets of the organization, the newest first. Only for publishers.',
      select: { id: true },
      args: { states: t.arg({ type: [IngestStateEnum], description: states }) },
      resolve: async ({ id }, args, context, info) =>
        countedConnectionOf(
          await findSessions(context, { orgId: id }, args, relatedOfNodes(context, info)),
          (node) => ({
            cursor: node.cursor,
            node,
          }),
        ),
    },
    IngestSessionConnection,
  ),
);
