import { Forbidden, IdempotencyConflict, InvalidInput, LimitExceeded, NotFound } from '#domain/errors.ts';
import { deleteWebhook, updateWebhook } from '#domain/webhooks/change-webhook.ts';
import { createWebhook, rotateWebhookSecret } from '#domain/webhooks/create-webhook.ts';
import { findWebhooks, requireWebhook, webhooksVisibleTo } from '#domain/webhooks/webhooks.ts';
import type { Webhook as WebhookRow } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf } from './connection.ts';
import { EventKindEnum } from './event.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { personOf } from './users-by-id.ts';

export const Webhook = builder.prismaNode('Webhook', {
  description: 'URL to which the events of an organization are delivered, in their order.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [webhooksVisibleTo(viewer)] }),
  select: { id: true, orgId: true, createdBy: true },
  authScopes: ({ orgId }) => ({ admin: orgId }),
  fields: (t) => ({
    url: t.exposeString('url', { description: 'URL of the receiver.' }),
    kinds: t.expose('kinds', {
      type: [EventKindEnum],
      description: 'Kinds of events that are delivered. An empty list means all.',
    }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether events are delivered.' }),
    pausedReason: t.exposeString('pausedReason', {
      nullable: true,
      description: 'Reason why the server paused it, after the last attempt failed. Null otherwise.',
    }),
    publicKey: t.exposeString('publicKey', {
      description: 'Public Ed25519 key that verifies `v1a` signatures: `whpk_…`.',
    }),
    failedAttempts: t.exposeInt('attempts', {
      description: 'Number of failed attempts of the event that is delivered next.',
    }),
    nextAttemptAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the next attempt after a failed one. Null if none failed.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of creation.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Member who created the webhook. Null if the account is gone.',
      resolve: ({ createdBy }, _args, context) => personOf(createdBy, context),
    }),
  }),
});

builder.prismaObjectField(Organization, 'webhooks', (t) =>
  t.connection(
    {
      type: Webhook,
      nullable: true,
      select: { id: true },
      description: 'Webhooks of the organization, the newest first. Only for admins.',
      resolve: async ({ id }, args, context) =>
        connectionOf(await findWebhooks(context, id, args), (node) => ({ cursor: node.cursor, node })),
    },
    ...connectionNames('Webhook'),
  ),
);

interface WithSecret {
  webhook: WebhookRow;
  secret: string;
}

const secretDescription = 'Secret that verifies `v1` signatures: `whsec_…`. It is shown only once.';

const CreateWebhookSuccess = builder.objectRef<WithSecret>('CreateWebhookSuccess').implement({
  description: 'Success: the webhook is created.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    webhook: t.field({ type: Webhook, description: 'Webhook that was created.', resolve: ({ webhook }) => webhook }),
    secret: t.exposeString('secret', { description: secretDescription }),
  }),
});

const RotateWebhookSecretSuccess = builder.objectRef<WithSecret>('RotateWebhookSecretSuccess').implement({
  description: 'Success: the secret is replaced.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    webhook: t.field({ type: Webhook, description: 'Webhook with its new key.', resolve: ({ webhook }) => webhook }),
    secret: t.exposeString('secret', { description: secretDescription }),
  }),
});

const urlDescription =
  'URL of the receiver, which begins with `https://`. Private and local addresses are refused unless the operator allows them.';

builder.mutationField('createWebhook', (t) =>
  t.fieldWithInput({
    type: CreateWebhookSuccess,
    authScopes: { authenticated: true },
    description: 'Creates a webhook, to which the events from now on are delivered. Only for admins.',
    errors: { types: [Forbidden, IdempotencyConflict, InvalidInput, LimitExceeded, NotFound], directResult: true },
    input: {
      organizationId: t.input.globalID({
        required: true,
        for: Organization,
        description: 'Global id of the organization.',
      }),
      url: t.input.string({ required: true, description: urlDescription }),
      kinds: t.input.field({
        type: [EventKindEnum],
        description: 'Kinds of events to deliver. Default: all, also those of later versions.',
      }),
      idempotencyKey: t.input.string(idempotencyKey('SECRET')),
    },
    resolve: (_root, { input: { organizationId, kinds, ...input } }, context) =>
      createWebhook(context, { ...input, orgId: rowId(organizationId.id), kinds: kinds ?? [] }),
  }),
);

builder.mutationField('updateWebhook', (t) =>
  t.fieldWithInput({
    type: Webhook,
    authScopes: { authenticated: true },
    description: 'Changes the given settings of a webhook, pauses or resumes it. The next attempt is made at once.',
    errors: {
      types: [Forbidden, InvalidInput, NotFound],
      dataField: { name: 'webhook', description: 'Webhook with its new settings.' },
    },
    input: {
      webhookId: t.input.globalID({ required: true, for: Webhook, description: 'Global id of the webhook.' }),
      url: t.input.string({ description: urlDescription }),
      kinds: t.input.field({
        type: [EventKindEnum],
        description: 'Kinds of events to deliver. An empty list means all.',
      }),
      enabled: t.input.boolean({
        description: 'Whether to deliver. A resumed webhook goes on with the event that failed, or that came next.',
      }),
      skipWaiting: t.input.boolean({
        description: 'Whether to leave out all events so far that are not delivered. Default: false.',
      }),
    },
    resolve: (_root, { input: { webhookId, ...input } }, context) =>
      updateWebhook(context, { ...input, webhookId: rowId(webhookId.id) }),
  }),
);

builder.mutationField('deleteWebhook', (t) =>
  t.fieldWithInput({
    type: Webhook,
    authScopes: { authenticated: true },
    description: 'Deletes a webhook with its secrets and its deliveries.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'webhook', description: 'Webhook before its deletion.' },
    },
    input: { webhookId: t.input.globalID({ required: true, for: Webhook, description: 'Global id of the webhook.' }) },
    resolve: (_root, { input: { webhookId } }, context) => deleteWebhook(context, rowId(webhookId.id)),
  }),
);

builder.mutationField('rotateWebhookSecret', (t) =>
  t.fieldWithInput({
    type: RotateWebhookSecretSuccess,
    authScopes: { authenticated: true },
    description: 'Replaces the secret and the keys of a webhook. For some hours, deliveries are signed with both.',
    errors: { types: [Forbidden, InvalidInput, NotFound], directResult: true },
    input: {
      webhookId: t.input.globalID({ required: true, for: Webhook, description: 'Global id of the webhook.' }),
      overlapHours: t.input.int({
        description: 'Hours for which the earlier secret signs too, 0 to 168. Default: 24. 0 if it has leaked.',
      }),
    },
    resolve: async (_root, { input: { webhookId, overlapHours } }, context) =>
      rotateWebhookSecret(context, await requireWebhook(context.db, context.viewer, rowId(webhookId.id)), overlapHours),
  }),
);
