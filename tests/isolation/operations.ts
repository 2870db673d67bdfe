import { createHash } from 'node:crypto';
import { newId } from '#domain/ids.ts';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { requestUploads } from '#domain/ingest/request-uploads.ts';
import { hashSecret } from '#domain/secrets.ts';
import { idOf, membershipOf } from '#tests/kit/mutate.ts';
import { createPerson } from '#tests/kit/person.ts';
import { seedWebhook } from '#tests/kit/seed-webhook.ts';
import type { World } from '#tests/kit/world.ts';

export interface Operation {
  /** `input` of a mutation, or null if it takes none. */
  input?: (made: World) => Promise<object | null> | object | null;
  /** Text of a query or subscription. */
  query?: (made: World) => Promise<string> | string;
}

const lumen = (made: World) => idOf('Organization', made.lumen);
const birds = (made: World) => idOf('Dataset', made.birds);
const later = () => new Date(Date.now() + 3_600_000);
let count = 0;

/** Creates a new member as the object of an operation. */
async function member(made: World) {
  return createPerson(made, `target-${(count += 1)}`, made.lumen.id, 'VIEWER');
}

async function session(made: World): Promise<string> {
  const { id } = await made.databases.system.ingestSession.create({
    data: {
      id: newId(),
      orgId: made.lumen.id,
      datasetId: made.birds.id,
      mode: 'APPEND',
      userId: made.alice.userId,
      expiresAt: later(),
    },
  });
  return idOf('IngestSession', id);
}

async function item(made: World): Promise<string> {
  return idOf('Item', await made.databases.system.item.findFirstOrThrow({ where: { datasetId: made.birds.id } }));
}

/** Creates an annotation on an item by bob, who is not one of the callers. */
async function annotation(made: World): Promise<string> {
  const { key } = await made.databases.system.item.findFirstOrThrow({ where: { datasetId: made.birds.id } });
  const { id } = await made.databases.system.annotation.create({
    data: {
      id: newId(),
      orgId: made.lumen.id,
      datasetId: made.birds.id,
      itemKey: key,
      kind: 'CLASSIFICATION',
      label: 'x',
      geometry: {},
      source: 'REVIEWER',
      authorId: made.bob.userId,
    },
  });
  return idOf('Annotation', id);
}

/** Opens an upload in parts, of which none has arrived. */
async function bigUpload(made: World): Promise<string> {
  const context = await made.alice.context();
  const { id } = await openIngestSession(context, { datasetId: made.birds.id, mode: 'APPEND' });
  const file = { clientRef: 'big', filename: 'big.bin', contentType: 'application/octet-stream' };
  const byteSize = made.limits.singlePutByteSize + (count += 1);
  const sha256 = createHash('sha256').update(String(byteSize)).digest('hex');
  const [answer] = await requestUploads(context, { sessionId: id, files: [{ ...file, byteSize, sha256 }] });
  if (answer?.kind !== 'MultipartUploadTarget') throw new Error(`The file goes in no parts: ${answer?.kind}.`);
  return answer.uploadId;
}

/** Creates a webhook, which no worker delivers to. */
async function webhook(made: World): Promise<string> {
  const { id } = await seedWebhook(made, made.lumen.id);
  return idOf('Webhook', id);
}

/** Creates a delivery of a new webhook. */
async function delivery(made: World): Promise<string> {
  const { orgId, id: webhookId } = await seedWebhook(made, made.lumen.id);
  const type = 'vitrine.dataset.published';
  const sample = { messageId: newId(), body: '{}' };
  const row = { id: newId(), orgId, webhookId, type, state: 'DELIVERED' as const, sample };
  return idOf('WebhookDelivery', await made.databases.system.webhookDelivery.create({ data: row }));
}

/** The operation for each root field in the matrix. It fails only if the caller lacks a right. */
export const operations: Record<string, Operation> = {
  'Query.dataset': { query: () => '{ it: dataset(organizationSlug: "lumen", slug: "birds") { id } }' },
  'Query.datasets': { query: () => '{ it: datasets(filter: { text: "birds" }) { totalCount } }' },
  'Query.invitation': { query: () => '{ it: invitation(secret: "guessed") { email } }' },
  'Query.node': { query: (made) => `{ it: node(id: "${birds(made)}") { id } }` },
  'Query.nodes': { query: (made) => `{ it: nodes(ids: ["${birds(made)}"]) { id } }` },
  'Query.organization': { query: () => '{ it: organization(slug: "lumen") { id } }' },
  'Query.search': { query: () => '{ it: search(query: "birds") { totalCount } }' },
  'Query.server': { query: () => '{ it: server { version } }' },
  'Query.signInMethods': { query: () => '{ it: signInMethods { identityProvider { name } } }' },
  'Query.viewer': { query: () => '{ it: viewer { kind } }' },
  'Organization.accessLog': {
    query: () => '{ at: organization(slug: "lumen") { it: accessLog { edges { cursor } } } }',
  },
  'Organization.datasets': {
    query: () => '{ at: organization(slug: "lumen") { it: datasets(filter: { text: "birds" }) { totalCount } } }',
  },
  'Organization.events': {
    query: () => '{ at: organization(slug: "lumen") { it: events(kinds: [DATASET_CHANGED]) { nodes { id } } } }',
  },
  'Organization.invitations': {
    query: () => '{ at: organization(slug: "lumen") { it: invitations { edges { cursor } } } }',
  },
  'Organization.ingestSessions': {
    query: () => '{ at: organization(slug: "lumen") { it: ingestSessions { edges { cursor } } } }',
  },
  'Organization.members': { query: () => '{ at: organization(slug: "lumen") { it: members { edges { cursor } } } }' },
  'Organization.tokens': { query: () => '{ at: organization(slug: "lumen") { it: tokens { edges { cursor } } } }' },
  'Organization.webhooks': { query: () => '{ at: organization(slug: "lumen") { it: webhooks { edges { cursor } } } }' },
  'Webhook.deliveries': {
    query: async (made) =>
      `{ at: node(id: "${await webhook(made)}") { ... on Webhook { it: deliveries { edges { cursor } } } } }`,
  },
  'Dataset.exports': {
    query: () => '{ at: dataset(organizationSlug: "lumen", slug: "birds") { it: exports { edges { cursor } } } }',
  },
  'Dataset.grants': {
    query: () => '{ at: dataset(organizationSlug: "lumen", slug: "birds") { it: grants { edges { cursor } } } }',
  },
  'Dataset.ingestSessions': {
    query: () =>
      '{ at: dataset(organizationSlug: "lumen", slug: "birds") { it: ingestSessions { edges { cursor } } } }',
  },
  'Dataset.revision': {
    query: () => '{ at: dataset(organizationSlug: "lumen", slug: "birds") { it: revision(number: 1) { number } } }',
  },
  'Dataset.shareLinks': {
    query: () => '{ at: dataset(organizationSlug: "lumen", slug: "birds") { it: shareLinks { edges { cursor } } } }',
  },
  'DatasetRevision.items': {
    query: () =>
      '{ at: dataset(organizationSlug: "lumen", slug: "birds") { it: revision { items(first: 1) { nodes { key } } } } }',
  },
  'Viewer.browserSessions': { query: () => '{ at: viewer { it: browserSessions { id } } }' },
  'Viewer.exports': { query: () => '{ at: viewer { it: exports { edges { cursor } } } }' },
  'Mutation.abandonIngestSession': { input: async (made) => ({ sessionId: await session(made) }) },
  'Mutation.acceptInvitation': { input: () => ({ secret: 'guessed', name: 'X', password: 'heron egret bittern' }) },
  'Mutation.archiveDataset': { input: (made) => ({ datasetId: birds(made), archived: false }) },
  'Mutation.changePassword': { input: () => ({ currentPassword: 'guessed', newPassword: 'heron egret bittern' }) },
  'Mutation.completeMultipartUpload': { input: async (made) => ({ uploadId: await bigUpload(made) }) },
  'Mutation.completePasswordReset': { input: () => ({ secret: 'guessed', newPassword: 'heron egret bittern' }) },
  'Mutation.createAnnotation': {
    input: async (made) => ({ itemId: await item(made), kind: 'CLASSIFICATION', label: 'x', geometry: {} }),
  },
  'Mutation.createApiToken': { input: (made) => ({ organizationId: lumen(made), name: 'x', scopes: ['READ'] }) },
  'Mutation.createDataset': {
    input: (made) => ({ organizationId: lumen(made), slug: `new-${(count += 1)}`, name: 'New' }),
  },
  'Mutation.createShareLink': { input: (made) => ({ datasetId: birds(made), name: 'x' }) },
  'Mutation.deleteAnnotation': { input: async (made) => ({ annotationId: await annotation(made) }) },
  'Mutation.deleteDatasetRevision': {
    input: async ({ databases, birds: { id } }) => ({
      revisionId: idOf(
        'DatasetRevision',
        await databases.system.datasetRevision.findFirstOrThrow({ where: { datasetId: id } }),
      ),
    }),
  },
  'Mutation.exportDataset': { input: (made) => ({ datasetId: birds(made), format: 'NDJSON' }) },
  'Mutation.grantDatasetAccess': {
    input: (made) => ({ datasetId: birds(made), userId: idOf('User', made.bob.userId) }),
  },
  'Mutation.inviteMember': {
    input: (made) => ({ organizationId: lumen(made), email: `x${(count += 1)}@guests.example`, role: 'VIEWER' }),
  },
  'Mutation.leaveOrganization': { input: (made) => ({ organizationId: lumen(made) }) },
  'Mutation.openIngestSession': { input: (made) => ({ datasetId: birds(made) }) },
  'Mutation.openShareLink': { input: () => ({ secret: 'guessed' }) },
  'Mutation.publishIngestSession': {
    input: async (made) => ({ sessionId: await session(made), manifest: { items: [] } }),
  },
  'Mutation.removeMember': { input: async (made) => ({ membershipId: membershipOf(await member(made)) }) },
  'Mutation.requestPasswordReset': { input: () => ({ email: `x${(count += 1)}@nowhere.example` }) },
  'Mutation.requestUploadParts': {
    input: async (made) => ({
      uploadId: await bigUpload(made),
      parts: [{ partNumber: 1, sha256: 'ab'.repeat(32), byteSize: 5 * 1024 ** 2 }],
    }),
  },
  'Mutation.requestUploads': { input: async (made) => ({ sessionId: await session(made), files: [] }) },
  'Mutation.requestRendition': {
    input: async (made) => {
      const file = await made.databases.system.itemAsset.findFirstOrThrow({ where: { orgId: made.lumen.id } });
      return { assetId: idOf('Asset', `${file.itemId}.${file.assetId}`) };
    },
  },
  'Mutation.retryProcessing': {
    input: async (made) => {
      const file = await made.databases.system.itemAsset.findFirstOrThrow({ where: { orgId: made.lumen.id } });
      return { assetId: idOf('Asset', `${file.itemId}.${file.assetId}`) };
    },
  },
  'Mutation.revokeApiToken': {
    input: async (made) => {
      const { userId } = await member(made);
      const token = await made.databases.system.apiToken.findFirstOrThrow({ where: { userId } });
      return { tokenId: idOf('ApiToken', token) };
    },
  },
  'Mutation.revokeBrowserSession': { input: () => ({ browserSessionId: idOf('BrowserSession', newId()) }) },
  'Mutation.revokeDatasetAccess': {
    input: (made) => ({ datasetId: birds(made), userId: idOf('User', made.bob.userId) }),
  },
  'Mutation.revokeInvitation': {
    input: async (made) => {
      const { id } = await made.databases.system.invitation.create({
        data: {
          id: newId(),
          orgId: made.lumen.id,
          email: `y${(count += 1)}@guests.example`,
          role: 'VIEWER',
          secretHash: hashSecret(newId()),
          invitedBy: made.olive.userId,
          expiresAt: later(),
        },
      });
      return { invitationId: idOf('Invitation', id) };
    },
  },
  'Mutation.revokeShareLink': {
    input: async (made) => {
      const { id } = await made.databases.system.shareLink.create({
        data: {
          id: newId(),
          orgId: made.lumen.id,
          datasetId: made.birds.id,
          name: 'x',
          secretHash: hashSecret(newId()),
          createdBy: made.olive.userId,
          expiresAt: later(),
        },
      });
      return { shareLinkId: idOf('ShareLink', id) };
    },
  },
  'Mutation.setItemSchema': { input: (made) => ({ organizationId: lumen(made), type: 'FILE', schema: {} }) },
  'Mutation.setMemberRole': {
    input: async (made) => ({ membershipId: membershipOf(await member(made)), role: 'PUBLISHER' }),
  },
  'Mutation.setRevisionRetention': { input: (made) => ({ datasetId: birds(made), retainedRevisions: 5 }) },
  'Mutation.signIn': { input: () => ({ email: `x${(count += 1)}@nowhere.example`, password: 'guessed' }) },
  'Mutation.signOut': { input: () => null },
  'Mutation.signOutEverywhere': { input: () => null },
  'Mutation.updateAnnotation': { input: async (made) => ({ annotationId: await annotation(made), label: 'y' }) },
  'Mutation.updateDataset': { input: (made) => ({ datasetId: birds(made), name: `Birds ${(count += 1)}` }) },
  'Mutation.createWebhook': {
    input: (made) => ({ organizationId: lumen(made), url: `https://hooks.example/${(count += 1)}` }),
  },
  'Mutation.deleteWebhook': { input: async (made) => ({ webhookId: await webhook(made) }) },
  'Mutation.redeliver': { input: async (made) => ({ deliveryId: await delivery(made) }) },
  'Mutation.rotateWebhookSecret': { input: async (made) => ({ webhookId: await webhook(made) }) },
  'Mutation.testWebhook': { input: async (made) => ({ webhookId: await webhook(made) }) },
  'Mutation.updateWebhook': { input: async (made) => ({ webhookId: await webhook(made), enabled: false }) },
  'Subscription.ingestSession': {
    query: async (made) => `subscription { it: ingestSession(id: "${await session(made)}") { id } }`,
  },
};
