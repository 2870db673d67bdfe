import { newId } from '#domain/ids.ts';
import { hashSecret } from '#domain/secrets.ts';
import { idOf } from '#tests/kit/mutate.ts';
import { createPerson, type Person } from '#tests/kit/person.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { seedWebhook } from '#tests/kit/seed-webhook.ts';
import type { World } from '#tests/kit/world.ts';
import {
  many,
  type Node,
  rowOf,
  seedBirds,
  seedExports,
  seedSessions,
  seedTokens,
  sessionIds,
  soon,
  sql,
  theSession,
} from './seed-lists.ts';

/** A list that the rules of paging are tested with. */
export interface ConnectionCase {
  /** Returns a query of the list as the field `it`, with these arguments and this selection. */
  ask: (made: World, args: string, selection: string) => string;
  /** Field that identifies a node. */
  node: string;
  /** Inserts at least eight rows, several of them with equal sort values where possible. */
  seed: (made: World) => Promise<void>;
  /** Deletes a row for good, by its node. */
  remove: (made: World, node: Node) => Promise<unknown>;
  who?: (made: World) => Pick<Person, 'name' | 'context'>;
}

const removeFrom = (table: string) => (made: World, node: Node) =>
  sql(made, `DELETE FROM ${table} WHERE id = $1`, rowOf(node));

const inOrganization = (field: string) => (_made: World, args: string, selection: string) =>
  `organization(slug: "lumen") { it: ${field}(${args}) ${selection} }`;
const inDataset = (field: string) => (_made: World, args: string, selection: string) =>
  `dataset(organizationSlug: "lumen", slug: "birds") { it: ${field}(${args}) ${selection} }`;
const inSession = (field: string) => (made: World, args: string, selection: string) =>
  `node(id: "${idOf('IngestSession', sessionIds.get(made) ?? '')}") { ... on IngestSession { it: ${field}(${args}) ${selection} } }`;

const inItem = (field: string) => (_made: World, args: string, selection: string) =>
  `dataset(organizationSlug: "lumen", slug: "birds") { item(key: "k0") { it: ${field}(${args}) ${selection} } }`;

/** Inserts datasets of one name and one time of change. */
async function seedDatasets({ databases, lumen }: World) {
  const updatedAt = new Date();
  await databases.system.dataset.createMany({
    data: many.map((index) => ({ id: newId(), orgId: lumen.id, slug: `d${index}`, name: 'Same', updatedAt })),
  });
}

/** Every field that returns a connection. A new one must be added here. */
/** The webhook of the lists of deliveries, by organization. */
const webhooks = new Map<string, string>();

export const connectionCases: Record<string, ConnectionCase> = {
  'Query.datasets': {
    ask: (_made, args, selection) => `it: datasets(${args}) ${selection}`,
    node: 'id',
    seed: seedDatasets,
    remove: removeFrom('dataset'),
    who: ({ olive }) => olive,
  },
  'Dataset.diff': {
    ask: (_made, args, selection) =>
      `dataset(organizationSlug: "lumen", slug: "birds") { it: diff(fromRevisionNumber: 1, toRevisionNumber: 2, ${args}) ${selection} }`,
    node: 'key',
    async seed({ databases, birds }) {
      const changed = many.map((index) => ({
        key: `k${index}`,
        position: index + 1,
        ...(index % 2 ? { since: 2 } : { until: 2 }),
      }));
      await seedItems(databases.system, birds, [...changed, { key: 'same', position: 99 }], 2);
    },
    remove: (made, { key }) => sql(made, 'DELETE FROM item WHERE key = $1', key),
  },
  'Dataset.exports': { ask: inDataset('exports'), node: 'id', seed: seedExports, remove: removeFrom('dataset_export') },
  'Dataset.grants': {
    ask: inDataset('grants'),
    node: 'user { id }',
    async seed(made) {
      for (const index of many) {
        const { userId, orgId } = await createPerson(made, `granted-${index}`, made.lumen.id, 'VIEWER');
        await made.databases.system.datasetGrant.create({ data: { orgId, datasetId: made.birds.id, userId } });
      }
    },
    remove: (made, { user }) => sql(made, 'DELETE FROM dataset_grant WHERE user_id = $1', rowOf(user as Node)),
  },
  'Dataset.ingestSessions': {
    ask: inDataset('ingestSessions'),
    node: 'id',
    seed: seedSessions,
    remove: removeFrom('ingest_session'),
  },
  'Dataset.items': { ask: inDataset('items'), node: 'id', seed: seedBirds, remove: removeFrom('item') },
  'Dataset.revisions': {
    ask: inDataset('revisions'),
    node: 'id',
    seed: async ({ databases, birds }) =>
      seedItems(databases.system, birds, [{ key: 'of-revisions', position: 99 }], many.length),
    remove: removeFrom('dataset_revision'),
  },
  'Dataset.shareLinks': {
    ask: inDataset('shareLinks'),
    node: 'id',
    async seed({ databases, lumen, birds, ada }) {
      await databases.system.shareLink.createMany({
        data: many.map((index) => ({
          id: newId(),
          orgId: lumen.id,
          datasetId: birds.id,
          name: `link ${index}`,
          secretHash: hashSecret(newId()),
          createdBy: ada.userId,
          expiresAt: soon(),
        })),
      });
    },
    remove: removeFrom('share_link'),
  },
  'DatasetRevision.items': {
    ask: (_made, args, selection) =>
      `dataset(organizationSlug: "lumen", slug: "birds") { revision(number: 1) { it: items(${args}) ${selection} } }`,
    node: 'id',
    seed: seedBirds,
    remove: removeFrom('item'),
  },
  'IngestSession.issues': {
    ask: inSession('issues'),
    node: 'line',
    async seed(made) {
      const of = await theSession(made);
      const said = { pointer: '', code: 'INVALID_JSON', message: 'No JSON.' };
      await made.databases.system.ingestIssue.createMany({
        data: many.map((index) => ({ ...of, ...said, ordinal: index, line: index + 1 })),
      });
    },
    remove: (made, { line }) =>
      sql(made, 'DELETE FROM ingest_issue WHERE session_id = $1 AND line = $2', sessionIds.get(made), line),
    who: ({ alice }) => alice,
  },
  'IngestSession.uploads': {
    ask: inSession('uploads'),
    node: 'clientRef',
    async seed(made) {
      const of = await theSession(made);
      await made.databases.system.upload.createMany({
        data: many.map((index) => ({
          id: newId(),
          ...of,
          clientRef: `file ${index}`,
          filename: 'same.txt',
          contentType: 'text/plain',
          byteSize: 1,
          sha256: String(index).padStart(64, '0'),
          objectKey: newId(),
        })),
      });
    },
    remove: (made, { clientRef }) => sql(made, 'DELETE FROM upload WHERE client_ref = $1', clientRef),
    who: ({ alice }) => alice,
  },
  'Item.annotations': {
    ask: inItem('annotations'),
    node: 'id',
    async seed(made) {
      await seedBirds(made);
      const { databases, lumen, birds } = made;
      await databases.system.annotation.createMany({
        data: many.map((index) => ({
          id: newId(),
          orgId: lumen.id,
          datasetId: birds.id,
          itemKey: 'k0',
          kind: 'CLASSIFICATION' as const,
          label: 'same',
          geometry: {},
          source: index % 2 ? ('PUBLISHER' as const) : ('REVIEWER' as const),
          sinceRevision: index % 2,
        })),
      });
    },
    remove: removeFrom('annotation'),
  },
  'Item.transcript': {
    ask: inItem('transcript'),
    node: 'ordinal',
    async seed(made) {
      await seedBirds(made);
      const { databases, lumen, birds } = made;
      const item = await databases.system.item.findFirstOrThrow({ where: { datasetId: birds.id, key: 'k0' } });
      const asset = { id: newId(), orgId: lumen.id, sha256: 'ab'.repeat(32), byteSize: 1, contentType: 'text/vtt' };
      await databases.system.asset.create({ data: { ...asset, objectKey: newId(), verifiedAt: new Date() } });
      await databases.system.itemAsset.create({
        data: { orgId: lumen.id, itemId: item.id, role: 'TRANSCRIPT', assetId: asset.id },
      });
      await databases.system.transcriptSegment.createMany({
        data: many.map((ordinal) => ({
          orgId: lumen.id,
          assetId: asset.id,
          ordinal,
          startSeconds: 0,
          endSeconds: 1,
          text: 'same',
        })),
      });
    },
    remove: (made, { ordinal }) => sql(made, 'DELETE FROM transcript_segment WHERE ordinal = $1', ordinal),
  },
  'Organization.accessLog': {
    ask: inOrganization('accessLog'),
    node: 'requestId',
    async seed({ databases, lumen, birds }) {
      const at = new Date();
      await databases.system.accessLog.createMany({
        data: many.map((index) => ({
          id: newId(),
          at,
          orgId: lumen.id,
          action: 'EXPORT' as const,
          datasetId: birds.id,
          requestId: `request ${index}`,
        })),
      });
      await databases.system.accessLog.deleteMany({ where: { requestId: { not: { startsWith: 'request ' } } } });
    },
    remove: (made, { requestId }) => sql(made, 'DELETE FROM access_log WHERE request_id = $1', requestId),
  },
  'Organization.datasets': {
    ask: inOrganization('datasets'),
    node: 'id',
    seed: seedDatasets,
    remove: removeFrom('dataset'),
    who: ({ olive }) => olive,
  },
  'Organization.events': {
    ask: inOrganization('events'),
    node: 'id',
    async seed({ databases, lumen }) {
      await databases.system.event.createMany({
        data: many.map(() => ({ id: newId(), orgId: lumen.id, kind: 'MEMBER_JOINED' as const, data: {} })),
      });
    },
    remove: (made, { id }) => sql(made, 'DELETE FROM event WHERE id = $1', id),
  },
  'Organization.ingestSessions': {
    ask: inOrganization('ingestSessions'),
    node: 'id',
    seed: seedSessions,
    remove: removeFrom('ingest_session'),
  },
  'Organization.invitations': {
    ask: inOrganization('invitations'),
    node: 'id',
    async seed({ databases, lumen, olive }) {
      await databases.system.invitation.createMany({
        data: many.map((index) => ({
          id: newId(),
          orgId: lumen.id,
          email: `guest-${index}@guests.example`,
          role: 'VIEWER' as const,
          secretHash: hashSecret(newId()),
          invitedBy: olive.userId,
          expiresAt: soon(),
        })),
      });
    },
    remove: removeFrom('invitation'),
  },
  'Organization.members': {
    ask: inOrganization('members'),
    node: 'id',
    async seed(made) {
      for (const index of many) await createPerson(made, `member-${index}`, made.lumen.id, 'VIEWER');
      // The caller is neither among the first rows nor among the last, because the test deletes those.
      await sql(
        made,
        `UPDATE membership m SET created_at = CASE WHEN m.user_id = $2 THEN '2020-01-02'::timestamptz
           WHEN ranked.number <= 5 THEN '2020-01-01' ELSE '2020-01-03' END
         FROM (SELECT user_id, row_number() OVER (ORDER BY user_id = $2, user_id) AS number FROM membership WHERE org_id = $1) ranked
         WHERE m.org_id = $1 AND m.user_id = ranked.user_id`,
        made.lumen.id,
        made.ada.userId,
      );
    },
    remove: (made, node) => sql(made, 'DELETE FROM membership WHERE user_id = $1', rowOf(node).split('.')[1]),
  },
  'Organization.webhooks': {
    ask: inOrganization('webhooks'),
    node: 'id',
    async seed(made) {
      for (const _ of many) await seedWebhook(made, made.lumen.id);
    },
    remove: removeFrom('webhook'),
  },
  'Webhook.deliveries': {
    ask: (made, args, selection) =>
      `node(id: "${idOf('Webhook', webhooks.get(made.lumen.id) ?? '')}") { ... on Webhook { it: deliveries(${args}) ${selection} } }`,
    node: 'id',
    async seed(made) {
      const { orgId, id: webhookId } = await seedWebhook(made, made.lumen.id);
      webhooks.set(orgId, webhookId);
      await made.databases.system.webhookDelivery.createMany({
        data: many.map((index) => ({ id: newId(), orgId, webhookId, type: `type ${index}`, state: 'FAILED' as const })),
      });
    },
    remove: removeFrom('webhook_delivery'),
  },
  'Organization.tokens': {
    ask: inOrganization('tokens'),
    node: 'id',
    seed: seedTokens,
    remove: removeFrom('api_token'),
    who: ({ ada }) => browserOfAda(ada),
  },
  'Query.search': {
    ask: (_made, args, selection) => `it: search(query: "heard", ${args}) ${selection}`,
    node: 'item { id }',
    async seed({ databases, birds }) {
      await seedItems(
        databases.system,
        birds,
        many.map((index) => ({ key: `k${index}`, position: index + 1, title: index % 2 ? 'heard' : 'heard again' })),
      );
    },
    remove: (made, { item }) => removeFrom('item')(made, item as Node),
  },
  'Viewer.exports': {
    ask: (_made, args, selection) => `viewer { it: exports(${args}) ${selection} }`,
    node: 'id',
    seed: seedExports,
    remove: removeFrom('dataset_export'),
  },
  'Viewer.tokens': {
    ask: (_made, args, selection) => `viewer { it: tokens(${args}) ${selection} }`,
    node: 'id',
    seed: seedTokens,
    remove: removeFrom('api_token'),
    who: ({ ada }) => browserOfAda(ada),
  },
};

/** Returns ada signed in with a browser. She needs no token, because the test deletes her tokens. */
function browserOfAda(ada: Person): Pick<Person, 'name' | 'context'> {
  return { name: 'ada', context: async () => (await ada.inBrowser()).context() };
}
