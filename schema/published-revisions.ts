import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '#domain/context.ts';
import { builder } from './builder.ts';
import { relatedOf } from './connection.ts';
import { DatasetExport } from './dataset-export.ts';
import { DatasetRevision } from './dataset-revision.ts';
import { IngestSession } from './ingest-session.ts';
import { Item } from './item.ts';
import { revisionsByNumber } from './numbered-revisions.ts';
import { planPublishingRevision } from './plans/revisions.ts';
import { ShareLink } from './share-link.ts';

builder.prismaObjectField(Item, 'revision', (t) =>
  t.field({
    type: DatasetRevision,
    nullable: true,
    select: { orgId: true, datasetId: true, sinceRevision: true },
    description: 'Revision that published this state of the item. Null for links pinned to another revision.',
    plan: planPublishingRevision,
    resolve: ({ orgId, datasetId, sinceRevision }, _args, context, info) =>
      revisionsByNumber(context, relatedOf(context, info)).load({ orgId, datasetId, number: sinceRevision }),
  }),
);

type RevisionRef = { orgId: string; datasetId: string; revision: number | null };

/** Returns the options of a field for the revision whose number is in the row. Null if the number is null. */
const numberedRevision = (description: string) =>
  ({
    type: DatasetRevision,
    nullable: true,
    select: { orgId: true, datasetId: true, revision: true },
    description,
    resolve: (
      { orgId, datasetId, revision: number }: RevisionRef,
      _args: object,
      context: Context,
      info: GraphQLResolveInfo,
    ) => revisionsByNumber(context, relatedOf(context, info)).load({ orgId, datasetId, number }),
  }) as const;

builder.prismaObjectField(IngestSession, 'revision', (t) =>
  t.field(numberedRevision('Revision that the session became. Null until it is published.')),
);
builder.prismaObjectField(DatasetExport, 'revision', (t) =>
  t.field(numberedRevision('Revision whose items are exported.')),
);
builder.prismaObjectField(ShareLink, 'revision', (t) =>
  t.field(numberedRevision('Revision to which the link is pinned. Null for a link that shows the current revision.')),
);
