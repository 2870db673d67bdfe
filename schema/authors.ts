import { Annotation } from './annotation.ts';
import { builder } from './builder.ts';
import { DatasetRevision } from './dataset-revision.ts';
import { IngestSession } from './ingest-session.ts';
import { User } from './user.ts';
import { personOf } from './users-by-id.ts';

builder.prismaObjectField(DatasetRevision, 'author', (t) =>
  t.field({
    type: User,
    nullable: true,
    select: { authorId: true },
    description:
      'Person who published the revision. Null if the account is gone, for the holder of a share link, and for a token limited to datasets.',
    resolve: ({ authorId }, _args, context) => personOf(authorId, context),
  }),
);

builder.prismaObjectField(Annotation, 'author', (t) =>
  t.field({
    type: User,
    nullable: true,
    select: { authorId: true },
    description:
      'Reviewer who made the annotation. Null for annotations of the publisher, if the account is gone, for the holder of a share link, and for a token limited to datasets.',
    resolve: ({ authorId }, _args, context) => personOf(authorId, context),
  }),
);

builder.prismaObjectField(IngestSession, 'author', (t) =>
  t.field({
    type: User,
    nullable: true,
    select: { userId: true },
    description:
      'Person who opened the session, or for whom a token did. Null if the account is gone, and for a token limited to datasets.',
    resolve: ({ userId }, _args, context) => personOf(userId, context),
  }),
);
