import { Forbidden, IdempotencyConflict, InvalidInput, LimitExceeded, NotFound } from '#domain/errors.ts';
import {
  type DeliveryRequest,
  findDeliveries,
  redeliver,
  requestsOf,
  testWebhook,
} from '#domain/webhooks/deliveries.ts';
import { webhooksVisibleTo } from '#domain/webhooks/webhooks.ts';
import type { WebhookDelivery as DeliveryRow } from '#prisma/client/client.ts';
import type * as enums from '#prisma/client/enums.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf, relatedOfNodes } from './connection.ts';
import { EventKindEnum } from './event.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { loaderPerRequest } from './loader.ts';
import { rowId } from './row-id.ts';
import { Webhook } from './webhook.ts';

const requestLoader = loaderPerRequest(requestsOf);

const WebhookDeliveryStateEnum = builder.enumType('WebhookDeliveryState', {
  description: 'State of the delivery of an event to a webhook.',
  values: {
    PENDING: { description: 'Test or redelivery that waits for the worker.' },
    RETRYING: { description: 'Delivery whose last attempt failed, and which is attempted again.' },
    DELIVERED: { description: 'Delivery that the receiver answered with a status from 200 to 299.' },
    FAILED: { description: 'Delivery that is not attempted again.' },
  } satisfies Record<enums.WebhookDeliveryState, object>,
});

const WebhookRequest = builder.objectRef<DeliveryRequest>('WebhookRequest').implement({
  description: 'Request of a delivery, without its signature.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    messageId: t.exposeString('messageId', {
      description: 'Header `webhook-id`: the id of the event, the same in each attempt.',
    }),
    body: t.exposeString('body', { description: 'Body: the event in the JSON format of CloudEvents 1.0.' }),
  }),
});

export const WebhookDelivery = builder.prismaNode('WebhookDelivery', {
  description: 'Delivery of one event to a webhook, with its last attempt. It is kept as long as the event.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), webhook: webhooksVisibleTo(viewer) }),
  select: {
    id: true,
    orgId: true,
    webhookId: true,
    eventId: true,
    type: true,
    state: true,
    isManual: true,
    sample: true,
    attempts: true,
    status: true,
    reason: true,
    response: true,
    durationMilliseconds: true,
    createdAt: true,
    attemptedAt: true,
  },
  authScopes: ({ orgId }) => ({ admin: orgId }),
  fields: (t) => ({
    type: t.exposeString('type', { description: 'Type of the event, such as `vitrine.dataset.published`.' }),
    state: t.expose('state', { type: WebhookDeliveryStateEnum, description: 'State of the delivery.' }),
    isManual: t.exposeBoolean('isManual', { description: 'Whether it is a test or a redelivery.' }),
    attempts: t.exposeInt('attempts', { description: 'Number of attempts so far.' }),
    status: t.exposeInt('status', {
      nullable: true,
      description: 'HTTP status of the last answer. Null without an answer.',
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Reason why the last attempt failed. Null if it did not.',
    }),
    response: t.exposeString('response', {
      nullable: true,
      description: 'First 1,024 characters of the body of the last answer. Null without an answer.',
    }),
    durationMilliseconds: t.exposeInt('durationMilliseconds', {
      nullable: true,
      description: 'Milliseconds that the last attempt took. Null before the first.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of creation.' }),
    attemptedAt: t.expose('attemptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last attempt. Null before the first.',
    }),
    request: t.field({
      type: WebhookRequest,
      nullable: true,
      description: 'Request, without its signature. Null if the event is no longer kept.',
      resolve: (delivery, _args, context) => requestLoader(context).load(delivery),
    }),
  }),
});

builder.prismaObjectField(Webhook, 'deliveries', (t) =>
  t.connection(
    {
      type: WebhookDelivery,
      nullable: true,
      select: { id: true, orgId: true },
      description: 'Deliveries of the last 30 days, the newest first.',
      resolve: async (webhook, args, context, info) =>
        connectionOf(await findDeliveries(context, webhook, args, relatedOfNodes(context, info)), (node) => ({
          cursor: node.cursor,
          node,
        })),
    },
    ...connectionNames('WebhookDelivery'),
  ),
);

const TestWebhookSuccess = builder
  .objectRef<{ request: DeliveryRequest; delivery: DeliveryRow | null }>('TestWebhookSuccess')
  .implement({
    description: 'Success: the test is sent soon, or would be sent.',
    authScopes: { authenticated: true },
    fields: (t) => ({
      request: t.field({
        type: WebhookRequest,
        description: 'Request of the test.',
        resolve: ({ request }) => request,
      }),
      delivery: t.field({
        type: WebhookDelivery,
        nullable: true,
        description: 'Delivery of the test. Null after a dry run.',
        resolve: ({ delivery }) => delivery,
      }),
    }),
  });

builder.mutationField('testWebhook', (t) =>
  t.fieldWithInput({
    type: TestWebhookSuccess,
    authScopes: { authenticated: true },
    description: 'Sends a sample event to a webhook, once. Its data says that it is a test.',
    errors: { types: [Forbidden, IdempotencyConflict, InvalidInput, LimitExceeded, NotFound], directResult: true },
    input: {
      webhookId: t.input.globalID({ required: true, for: Webhook, description: 'Global id of the webhook.' }),
      kind: t.input.field({ type: EventKindEnum, description: 'Kind of the sample. Default: DATASET_PUBLISHED.' }),
      dryRun: t.input.boolean({ description: 'Whether only to return what would be sent. Default: false.' }),
      idempotencyKey: t.input.string(idempotencyKey('ROW')),
    },
    resolve: (_root, { input: { webhookId, kind, dryRun, ...input } }, context) =>
      testWebhook(context, {
        ...input,
        webhookId: rowId(webhookId.id),
        kind: kind ?? 'DATASET_PUBLISHED',
        dryRun: dryRun ?? false,
      }),
  }),
);

builder.mutationField('redeliver', (t) =>
  t.fieldWithInput({
    type: WebhookDelivery,
    authScopes: { authenticated: true },
    description: 'Delivers the event of a delivery once more, beside the order. The message id stays the same.',
    errors: {
      types: [Forbidden, IdempotencyConflict, InvalidInput, LimitExceeded, NotFound],
      dataField: { name: 'delivery', description: 'New delivery of the same event.' },
    },
    input: {
      deliveryId: t.input.globalID({
        required: true,
        for: WebhookDelivery,
        description: 'Global id of the delivery to repeat.',
      }),
      idempotencyKey: t.input.string(idempotencyKey('ROW')),
    },
    resolve: (_root, { input: { deliveryId, ...input } }, context) =>
      redeliver(context, { ...input, deliveryId: rowId(deliveryId.id) }),
  }),
);
