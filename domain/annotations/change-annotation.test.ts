import { expect, test } from 'vitest';
import { seedItems } from '#tests/kit/seed-items.ts';
import { world } from '#tests/kit/world.ts';
import { deleteAnnotation, updateAnnotation } from './change-annotation.ts';
import { createAnnotation } from './create-annotation.ts';
import { findAnnotations } from './find-annotations.ts';

const box = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 };

async function lab() {
  const made = await world();
  await seedItems(
    made.databases.system,
    made.birds,
    [
      { key: 'a', position: 1, until: 2 },
      { key: 'a', position: 1, since: 2 },
    ],
    2,
  );
  const states = await made.databases.system.item.findMany({ where: { key: 'a' }, orderBy: { sinceRevision: 'asc' } });
  return { ...made, states, input: { itemId: states[0]!.id, kind: 'BOX' as const, label: 'owl', geometry: box } };
}

test('what a viewer says of an item stays when it is republished', async () => {
  const { bob, states, input } = await lab();
  const made = await createAnnotation(await bob.context(), { ...input, note: 'look' });
  expect(made).toMatchObject({ source: 'REVIEWER', authorId: bob.userId, geometry: box, note: 'look' });
  const pages = await findAnnotations(await bob.context(), states, {});
  expect(pages.map(({ rows }) => rows.map(({ id }) => id))).toEqual([[made.id], [made.id]]);
});

test('its maker and admins change it, other members may not, strangers find nothing', async () => {
  const { ada, alice, bob, mallory, databases, input } = await lab();
  const { id: annotationId } = await createAnnotation(await bob.context(), { ...input, confidence: 0.5 });
  const change = { annotationId, label: 'eagle owl' };
  expect(await updateAnnotation(await bob.context(), change)).toMatchObject({ label: 'eagle owl', confidence: 0.5 });
  for (const attempt of [updateAnnotation, deleteAnnotation]) {
    await expect(attempt(await alice.context(), change)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(attempt(await mallory.context(), change)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(createAnnotation(await mallory.context(), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await deleteAnnotation(await ada.context(), { annotationId });
  expect(await databases.system.annotation.count()).toBe(0);
});

test('what came with the manifest is not changed here, and geometry is checked as in a manifest', async () => {
  const { ada, databases, input } = await lab();
  const context = await ada.context();
  const { id: annotationId } = await createAnnotation(context, input);
  await expect(updateAnnotation(context, { annotationId, geometry: { ...box, width: 2 } })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    path: 'geometry.width',
  });
  await expect(createAnnotation(context, { ...input, label: '' })).rejects.toMatchObject({ path: 'label' });
  await databases.system.annotation.updateMany({ where: { id: annotationId }, data: { source: 'PUBLISHER' } });
  await expect(deleteAnnotation(context, { annotationId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('a label has one normal form, whoever writes it', async () => {
  const { bob, input } = await lab();
  const context = await bob.context();
  const made = await createAnnotation(context, { ...input, label: 'gru\u0308n' });
  expect(made.label).toBe('gr\u00FCn');
  const changed = await updateAnnotation(context, { annotationId: made.id, label: 'Zu\u0308rich' });
  expect(changed.label).toBe('Z\u00FCrich');
});
