import { beforeAll, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { answerTo, ask } from '#tests/kit/ask.ts';
import { idOf, membershipOf, mutate } from '#tests/kit/mutate.ts';
import { createPerson, type Person } from '#tests/kit/person.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const birds = () => idOf('Dataset', lab().birds);
const dataset =
  '{ dataset(organizationSlug: "lumen", slug: "birds") { slug visibility grants { edges { node { user { name } } } } } }';
const sees = async (person: Pick<Person, 'name' | 'context'>) =>
  (await answerTo(person, '{ dataset(organizationSlug: "lumen", slug: "birds") { slug } }')).data?.['dataset'] !== null;

beforeAll(() => seedItems(lab().databases.system, lab().birds, [{ key: 'heron', position: 1 }]));

test('a restricted dataset is seen by admins and by those it is granted to', async () => {
  const { ada, olive, alice, bob } = lab();
  expect(await mutate(alice, 'updateDataset', { datasetId: birds(), visibility: 'RESTRICTED' })).toMatchObject({
    code: 'FORBIDDEN',
  });
  const restricted = { datasetId: birds(), visibility: 'RESTRICTED' };
  expect(await mutate(ada, 'updateDataset', restricted, 'dataset { visibility }')).toMatchObject({
    dataset: { visibility: 'RESTRICTED' },
  });
  expect(await Promise.all([ada, olive, alice, bob].map(sees))).toEqual([true, true, false, false]);

  const grant = { datasetId: birds(), userId: idOf('User', bob.userId) };
  expect(await mutate(ada, 'grantDatasetAccess', grant)).not.toHaveProperty('code');
  expect(await mutate(ada, 'grantDatasetAccess', grant)).not.toHaveProperty('code');
  expect(await Promise.all([alice, bob].map(sees))).toEqual([false, true]);
  expect(await ask(ada, dataset)).toMatchObject({
    dataset: { grants: { edges: [{ node: { user: { name: 'bob' } } }] } },
  });
  expect((await answerTo(bob, dataset)).data).toMatchObject({ dataset: { grants: null } });

  expect(await mutate(ada, 'revokeDatasetAccess', grant)).not.toHaveProperty('code');
  expect(await sees(bob)).toBe(false);
  await mutate(ada, 'updateDataset', { datasetId: birds(), visibility: 'ORGANIZATION' });
  expect(await Promise.all([alice, bob].map(sees))).toEqual([true, true]);
});

test('who may not grant, does not; a grant is to members alone', async () => {
  const { ada, alice, bob, mallory, plates } = lab();
  const grant = { datasetId: birds(), userId: idOf('User', bob.userId) };
  for (const name of ['grantDatasetAccess', 'revokeDatasetAccess']) {
    expect(await mutate(alice, name, grant)).toMatchObject({ code: 'FORBIDDEN' });
    const foreign = await mutate(mallory, name, grant);
    expect(foreign).toMatchObject({ code: 'NOT_FOUND' });
    expect(await mutate(mallory, name, { ...grant, datasetId: idOf('Dataset', newId()) })).toEqual(foreign);
  }
  const stranger = { datasetId: birds(), userId: idOf('User', mallory.userId) };
  expect(await mutate(ada, 'grantDatasetAccess', stranger)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await mutate(mallory, 'grantDatasetAccess', { ...grant, datasetId: idOf('Dataset', plates) })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a publisher still sees the restricted dataset they created; a grant ends with the membership', async () => {
  const { ada, lumen, databases } = lab();
  const petra = await createPerson(lab(), 'petra', lumen.id, 'PUBLISHER');
  const input = {
    organizationId: idOf('Organization', lumen),
    slug: 'private',
    name: 'Private',
    visibility: 'RESTRICTED',
  };
  expect(await mutate(petra, 'createDataset', input)).not.toHaveProperty('code');
  const query = '{ dataset(organizationSlug: "lumen", slug: "private") { slug } }';
  expect(await ask(petra, query)).toEqual({ dataset: { slug: 'private' } });
  await mutate(ada, 'removeMember', { membershipId: membershipOf(petra) });
  await databases.system.membership.create({ data: { orgId: lumen.id, userId: petra.userId, role: 'PUBLISHER' } });
  expect(await ask(await petra.inBrowser(), query)).toEqual({ dataset: null });
});
