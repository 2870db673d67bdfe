import { expect, test } from 'vitest';
import { anonymous, everyScope, type Viewer } from '#domain/viewer.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { datasetsVisibleTo } from './visible-to.ts';

const lab = worldOfFile();

test('who may read nowhere sees nothing, also where that is one of several conditions', async () => {
  const { databases, birds, lumen, alice } = lab();
  const blind: Viewer[] = [
    anonymous,
    { ...anonymous, kind: 'PERSON', userId: alice.userId, scopes: everyScope },
    // A token that may publish but not read, limited to the dataset.
    {
      ...anonymous,
      kind: 'TOKEN',
      userId: alice.userId,
      memberships: new Map([[lumen.id, 'OWNER']]),
      scopes: new Set(['PUBLISH']),
      datasetIds: new Set([birds.id]),
    },
  ];
  for (const viewer of blind) {
    const visible = datasetsVisibleTo(viewer);
    expect(await databases.system.dataset.count({ where: visible })).toBe(0);
    expect(await databases.system.dataset.count({ where: { AND: [{ id: birds.id }, visible] } })).toBe(0);
    expect(await databases.system.dataset.count({ where: { id: birds.id, AND: [visible] } })).toBe(0);
    expect(await databases.system.item.count({ where: { dataset: visible } })).toBe(0);
  }
});
