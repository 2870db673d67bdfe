import type { GraphQLObjectType } from 'graphql';
import { isObjectType } from 'graphql';
import { newId } from '#domain/ids.ts';
import { hashSecret } from '#domain/secrets.ts';
import type { Dataset } from '#prisma/client/client.ts';
import { schema } from '#schema/index.ts';
import { idOf } from '#tests/kit/mutate.ts';
import type { Person } from '#tests/kit/person.ts';
import { seedAssets } from '#tests/kit/seed-assets.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import type { World } from '#tests/kit/world.ts';

/** A text in all data that one organization must not learn about another. */
export const canary = 'canary-7f3a91';

/** Id of one object of each node type in an organization. */
export type Ids = Record<string, string>;

/** Fills an organization with one object of each kind, and returns their ids. `mark` is in all of their texts. */
export async function fill(made: World, owner: Person, dataset: Dataset, mark: string): Promise<Ids> {
  const { system } = made.databases;
  const { orgId } = dataset;
  await system.organization.update({ where: { id: orgId }, data: { name: mark } });
  await system.user.update({ where: { id: owner.userId }, data: { name: mark } });
  await system.dataset.updateMany({
    where: { id: dataset.id },
    data: { name: mark, description: mark, license: mark },
  });
  await seedItems(system, dataset, [
    { key: `${mark}-1`, position: 1, tags: [mark] },
    { key: `${mark}-2`, position: 2 },
  ]);
  await seedAssets(system, dataset);
  const item = await system.item.findFirstOrThrow({ where: { datasetId: dataset.id }, include: { assets: true } });
  const later = new Date(Date.now() + 86_400_000);
  await system.itemAsset.updateMany({ where: { itemId: item.id }, data: { filename: `${mark}.png` } });
  await system.datasetRevision.updateMany({ where: { datasetId: dataset.id }, data: { message: mark } });
  await system.apiToken.updateMany({ where: { userId: owner.userId }, data: { name: mark } });
  const token = await system.apiToken.findFirstOrThrow({ where: { userId: owner.userId } });
  await owner.inBrowser();
  const [revision, annotation, session, invitation, link, browser, itemSchema, datasetExport] = await Promise.all([
    system.datasetRevision.findFirstOrThrow({ where: { datasetId: dataset.id } }),
    system.annotation.create({
      data: {
        id: newId(),
        orgId,
        datasetId: dataset.id,
        itemKey: item.key,
        kind: 'CLASSIFICATION',
        label: mark,
        geometry: {},
        note: mark,
        source: 'REVIEWER',
        authorId: owner.userId,
      },
    }),
    system.ingestSession.create({
      data: {
        id: newId(),
        orgId,
        datasetId: dataset.id,
        mode: 'REPLACE',
        message: mark,
        userId: owner.userId,
        expiresAt: later,
        idempotencyKey: mark,
      },
    }),
    system.invitation.create({
      data: {
        id: newId(),
        orgId,
        email: `${mark}@guests.example`,
        role: 'VIEWER',
        secretHash: hashSecret(newId()),
        invitedBy: owner.userId,
        expiresAt: later,
      },
    }),
    system.shareLink.create({
      data: {
        id: newId(),
        orgId,
        datasetId: dataset.id,
        name: mark,
        secretHash: hashSecret(newId()),
        createdBy: owner.userId,
        expiresAt: later,
      },
    }),
    system.session.findFirstOrThrow({ where: { userId: owner.userId } }),
    system.itemSchema.create({
      data: { id: newId(), orgId, type: 'FILE', version: 1, schema: { title: mark }, createdBy: owner.userId },
    }),
    system.datasetExport.create({
      data: {
        id: newId(),
        orgId,
        datasetId: dataset.id,
        revision: 1,
        format: 'CROISSANT',
        filter: { tags: { all: [mark] } },
        origin: `https://${mark}.example`,
        state: 'READY',
        itemCount: 1,
        objectKey: newId(),
        byteSize: 3,
        sha256: mark,
        dataObjectKey: newId(),
        dataByteSize: 3,
        dataSha256: mark,
        requestedBy: owner.userId,
        finishedAt: new Date(),
        expiresAt: later,
      },
    }),
  ]);
  const { id: webhookId } = await system.webhook.create({
    data: {
      id: newId(),
      orgId,
      url: `https://${mark}.example/`,
      kinds: [],
      position: 0n,
      publicKey: mark,
      enabled: false,
    },
  });
  const sample = { messageId: newId(), body: mark };
  const delivery = await system.webhookDelivery.create({
    data: { id: newId(), orgId, webhookId, type: mark, state: 'FAILED', reason: mark, response: mark, sample },
  });
  return {
    Annotation: idOf('Annotation', annotation),
    ApiToken: idOf('ApiToken', token),
    Asset: idOf('Asset', `${item.id}.${item.assets[0]!.assetId}`),
    BrowserSession: idOf('BrowserSession', browser),
    Dataset: idOf('Dataset', dataset),
    DatasetExport: idOf('DatasetExport', datasetExport),
    DatasetRevision: idOf('DatasetRevision', revision),
    IngestSession: idOf('IngestSession', session),
    Invitation: idOf('Invitation', invitation),
    Item: idOf('Item', item),
    ItemSchema: idOf('ItemSchema', itemSchema),
    Membership: idOf('Membership', `${orgId}.${owner.userId}`),
    Organization: idOf('Organization', orgId),
    ShareLink: idOf('ShareLink', link),
    User: idOf('User', owner.userId),
    Webhook: idOf('Webhook', webhookId),
    WebhookDelivery: idOf('WebhookDelivery', delivery),
  };
}

/** Returns an id of the same form that no row has. */
export function idOfNothing(id: string): string {
  const [type = '', key = ''] = Buffer.from(id, 'base64').toString('utf8').split(':');
  return idOf(type, key.includes('.') ? `${newId()}.${newId()}` : newId());
}

/** Returns all types with an id. */
export function nodeTypes(): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'),
  );
}
