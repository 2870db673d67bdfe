import { expect, test } from 'vitest';
import { anonymous } from '#domain/viewer.ts';
import { answerIn, answerTo, ask } from '#tests/kit/ask.ts';
import { contextOf } from '#tests/kit/person.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();

const datasetQuery = `query ($organization: String!, $slug: String!) { dataset(organizationSlug: $organization, slug: $slug) { id slug name } }`;

test('a publisher sees a draft, a viewer does not see it yet', async () => {
  const { alice, bob } = lab();
  const variables = { organization: 'lumen', slug: 'birds' };
  expect(await ask(alice, datasetQuery, variables)).toMatchObject({ dataset: { slug: 'birds' } });
  expect(await ask(bob, datasetQuery, variables)).toEqual({ dataset: null });
});

test('a stranger finds nothing, and nobody is asked to sign in', async () => {
  const { mallory } = lab();
  expect(await ask(mallory, datasetQuery, { organization: 'lumen', slug: 'birds' })).toEqual({ dataset: null });
  const answer = await answerIn(contextOf(lab(), anonymous), datasetQuery, { organization: 'lumen', slug: 'birds' });
  expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

test('the id of a foreign thing answers exactly as an id that never was', async () => {
  const { alice, mallory, birds } = lab();
  const { dataset } = await ask<{ dataset: { id: string } }>(alice, datasetQuery, {
    organization: 'lumen',
    slug: 'birds',
  });
  const query = `query ($id: ID!) { node(id: $id) { __typename id } }`;
  const random = Buffer.from(`Dataset:${birds.id.slice(0, -6)}abcdef`).toString('base64');
  expect(await ask(alice, query, { id: dataset.id })).toMatchObject({ node: { __typename: 'Dataset' } });
  expect(await answerTo(mallory, query, { id: dataset.id })).toEqual(await answerTo(mallory, query, { id: random }));
});
