import { type GraphQLField, getNamedType, isInputObjectType, isUnionType } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { failExport } from '#domain/exports/fail-export.ts';
import { operations } from '#tests/isolation/operations.ts';
import { fill, type Ids } from '#tests/isolation/scene.ts';
import { mutate } from '#tests/kit/mutate.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { schema } from './index.ts';

const lab = worldOfFile();
let ids: Ids;
beforeAll(async () => {
  ids = await fill(lab(), lab().olive, lab().birds, 'birds');
});

/** Mutations without a key, and the reason why a repeated call does no harm. */
const repeatable: Record<string, string> = {
  abandonIngestSession: 'ends a session; ended once, it is ended',
  acceptInvitation: 'the secret of the invitation works once',
  archiveDataset: 'sets a state',
  changePassword: 'sets a password',
  completeMultipartUpload: 'joins the parts of one upload; joined once, they are joined',
  completePasswordReset: 'the secret of the link works once',
  deleteAnnotation: 'deletes',
  deleteDatasetRevision: 'deletes',
  deleteWebhook: 'deletes',
  grantDatasetAccess: 'a grant is named by its dataset and user',
  leaveOrganization: 'deletes',
  openShareLink: 'sets a cookie',
  publishIngestSession: 'a session becomes at most one revision, and returns it again',
  removeMember: 'deletes',
  requestPasswordReset: 'a new mail replaces the earlier one, and its number is limited',
  requestRendition: 'a file has one rendition',
  requestUploadParts: 'signs URLs, creates nothing',
  requestUploads: 'an upload is named by its session and SHA-256',
  retryProcessing: 'queues a job once, whatever the number of calls',
  revokeApiToken: 'sets a state',
  revokeBrowserSession: 'deletes',
  revokeDatasetAccess: 'deletes',
  revokeInvitation: 'sets a state',
  revokeShareLink: 'sets a state',
  rotateWebhookSecret: 'a new secret replaces the earlier one, as often as it is called',
  setMemberRole: 'sets a role',
  setRevisionRetention: 'sets a number',
  signIn: 'a key that returns a browser session would be a second password',
  signOut: 'deletes',
  signOutEverywhere: 'deletes',
  updateAnnotation: 'sets values',
  updateDataset: 'sets values',
  updateWebhook: 'sets values',
};

/** Another input for each mutation with a key, and a node of its success. */
const keyed: Record<string, { other: object | (() => object); node: string }> = {
  createAnnotation: { other: { label: 'other' }, node: 'annotation' },
  createApiToken: { other: { name: 'other' }, node: 'token' },
  createDataset: { other: { name: 'Other' }, node: 'dataset' },
  createShareLink: { other: { name: 'other' }, node: 'shareLink' },
  createWebhook: { other: { url: 'https://other.example/' }, node: 'webhook' },
  exportDataset: { other: { withReviews: true }, node: 'export' },
  inviteMember: { other: { email: 'other@guests.example' }, node: 'invitation' },
  openIngestSession: { other: { message: 'other' }, node: 'session' },
  redeliver: { other: () => ({ deliveryId: ids['WebhookDelivery'] }), node: 'delivery' },
  setItemSchema: { other: { schema: { type: 'object' } }, node: 'itemSchema' },
  testWebhook: { other: { kind: 'DATASET_ARCHIVED' }, node: 'delivery' },
};

const mutations = Object.values(schema.getMutationType()!.getFields());

test('each mutation takes an idempotency key, or there is a reason why it needs none', () => {
  const takes = mutations.filter(takesKey).map(({ name }) => name);
  const undecided = mutations.map(({ name }) => name).filter((name) => !takes.includes(name) && !(name in repeatable));
  expect(undecided, 'give these an `idempotencyKey`, or a reason in this test').toEqual([]);
  expect(takes.sort()).toEqual(Object.keys(keyed).sort());
  expect(takes.filter((name) => name in repeatable)).toEqual([]);
});

test.each(Object.entries(keyed))('%s: the same key creates once, and refuses another input', async (name, given) => {
  const { olive } = lab();
  const input = { ...(await operations[`Mutation.${name}`]!.input!(lab())), idempotencyKey: `key of ${name}` };
  const send = (changes: object = {}) => mutate(olive, name, { ...input, ...changes }, `${given.node} { id }`);
  const other = typeof given.other === 'function' ? given.other() : given.other;
  const first = await send();
  expect(first[given.node], JSON.stringify(first)).toBeTruthy();
  expect((await send())[given.node]).toEqual(first[given.node]);
  expect(await send(other)).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  expect(await send({ idempotencyKey: '' })).toMatchObject({ code: 'INVALID_INPUT' });
  expect((await send({ idempotencyKey: `another key of ${name}`, ...other }))[given.node]).not.toEqual(
    first[given.node],
  );
});

test('a key stands for its schema, even when another one is the latest', async () => {
  const { olive } = lab();
  const input = await operations['Mutation.setItemSchema']!.input!(lab());
  const set = async (changes: object) => {
    const answer = await mutate(olive, 'setItemSchema', { ...input, ...changes }, 'itemSchema { id version }');
    return answer['itemSchema'] as { id: string; version: number };
  };
  const first = await set({ idempotencyKey: 'schema once' });
  const latest = await set({ schema: { type: 'object', maxProperties: 7 } });
  expect(latest.id).not.toBe(first.id);
  expect(await set({ idempotencyKey: 'schema once' })).toEqual(first);
  // Without the key, the call makes a new version.
  expect((await set({})).version).toBeGreaterThan(latest.version);
});

test('a second key that found a running export stands for it, also after it ended', async () => {
  const { olive, lumen, databases } = lab();
  const input = await operations['Mutation.exportDataset']!.input!(lab());
  const begin = async (changes: object) => {
    const answer = await mutate(olive, 'exportDataset', { ...input, ...changes }, 'export { id }');
    return (answer['export'] as { id: string }).id;
  };
  const running = await begin({ idempotencyKey: 'export one' });
  expect(await begin({ idempotencyKey: 'export two' })).toBe(running);
  const id = Buffer.from(running, 'base64').toString().split(':')[1]!;
  await failExport(databases.system, { orgId: lumen.id, id }, 'Ended by the test.');
  expect(await begin({ idempotencyKey: 'export two' })).toBe(running);
  expect(await begin({ idempotencyKey: 'export one' })).toBe(running);
  // Without a key, the call starts another export.
  expect(await begin({})).not.toBe(running);
});

/** Returns whether a mutation takes a key, and lists the error of a key that was used with other input. */
function takesKey(field: GraphQLField<unknown, unknown>): boolean {
  const input = field.args.map(({ type }) => getNamedType(type)).find(isInputObjectType);
  const result = getNamedType(field.type);
  const lists = isUnionType(result) && result.getTypes().some((type) => type.name === 'IdempotencyConflict');
  const takes = input?.getFields()['idempotencyKey'] !== undefined;
  if (takes && !lists) throw new Error(`${field.name} lists no IdempotencyConflict.`);
  return takes;
}
