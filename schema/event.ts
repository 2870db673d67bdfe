import { datasetsVisibleTo } from '#domain/access/visible-to.ts';
import { cloudEventOf } from '#domain/events/cloud-event.ts';
import { eventKinds } from '#domain/events/event-kinds.ts';
import { type FoundEvent, findEvents } from '#domain/events/find-events.ts';
import type { Dataset as DatasetRow } from '#prisma/client/client.ts';
import type * as enums from '#prisma/client/enums.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf } from './connection.ts';
import { Dataset } from './dataset.ts';
import { inOrder } from './in-order.ts';
import { loaderPerRequest } from './loader.ts';
import { Organization } from './organization.ts';
import { User } from './user.ts';
import { personOf } from './users-by-id.ts';

export const EventKindEnum = builder.enumType('EventKind', {
  description: 'Kind of an event, which decides its data and who sees it.',
  values: Object.fromEntries(
    Object.entries(eventKinds).map(([kind, { description }]) => [kind, { description }]),
  ) as Record<enums.EventKind, { description: string }>,
});

interface EventNode extends FoundEvent {
  organizationSlug: string;
}

const Event = builder.objectRef<EventNode>('Event').implement({
  description:
    'Something that happened in an organization, in the attributes of CloudEvents 1.0. Events never change, and are deleted after 30 days.',
  authScopes: ({ orgId }) => ({ colleague: orgId }),
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the event. A reader that gets an event twice knows it by its id.' }),
    kind: t.expose('kind', { type: EventKindEnum, description: 'Kind of the event.' }),
    type: t.string({
      description: 'Kind of the event as a CloudEvents type, such as `vitrine.dataset.published`.',
      resolve: (event, _args, { installation }) => cloudEvent(event, installation.publicUrl).type,
    }),
    source: t.string({
      description: 'URL of the organization.',
      resolve: (event, _args, { installation }) => cloudEvent(event, installation.publicUrl).source,
    }),
    subject: t.string({
      description: 'Dataset as `organization/dataset`. Without a dataset, the slug of the organization.',
      resolve: (event, _args, { installation }) => cloudEvent(event, installation.publicUrl).subject,
    }),
    time: t.expose('at', { type: 'DateTime', description: 'Time at which it was committed.' }),
    data: t.field({
      type: 'JSON',
      description: 'Details of the event, by its kind. Ids are global ids, for `Query.node`.',
      resolve: (event, _args, { installation }) => cloudEvent(event, installation.publicUrl).data,
    }),
    dataset: t.field({
      type: Dataset,
      nullable: true,
      description: 'Dataset of the event. Null for events without one.',
      resolve: ({ datasetId }, _args, context) => (datasetId ? datasetsById(context).load(datasetId) : null),
    }),
    actor: t.field({
      type: User,
      nullable: true,
      description: 'Person who caused it, directly or by a token. Null for share links and for the server.',
      resolve: ({ actorId }, _args, context) => personOf(actorId, context),
    }),
  }),
});

const datasetsById = loaderPerRequest<string, DatasetRow | null>(async ({ db, viewer }, ids) =>
  inOrder(ids, await db.dataset.findMany({ where: { AND: [{ id: { in: [...ids] } }, datasetsVisibleTo(viewer)] } })),
);

function cloudEvent({ organizationSlug, ...event }: EventNode, publicUrl: string) {
  const dataset = event.dataset && { slug: event.dataset.slug, id: event.datasetId ?? '' };
  return cloudEventOf(event, dataset, { publicUrl, organizationSlug });
}

builder.prismaObjectField(Organization, 'events', (t) =>
  t.connection(
    {
      type: Event,
      nullable: true,
      select: { id: true, slug: true },
      description:
        'Events of the last 30 days, the oldest first. Admins see all. Other members see those of the datasets that they see. `GET /events?organization=…` streams them.',
      args: {
        kinds: t.arg({
          type: [EventKindEnum],
          description: 'Kinds, of which an event has one. An empty list matches nothing. Default: all kinds.',
        }),
      },
      resolve: async ({ id, slug }, { kinds, ...args }, context) => {
        const page = await findEvents(context, id, { ...args, kinds });
        return connectionOf(page, (node) => ({ cursor: node.cursor, node: { ...node, organizationSlug: slug } }));
      },
    },
    ...connectionNames('Event'),
  ),
);
