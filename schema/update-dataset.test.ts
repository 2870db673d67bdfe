import { beforeAll, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const birds = () => idOf('Dataset', lab().birds);

beforeAll(() => seedItems(lab().databases.system, lab().birds, [{ key: 'heron', position: 1 }]));

test('publishers describe and archive; viewers and strangers do not', async () => {
  const { alice, bob, mallory } = lab();
  const update = { datasetId: birds(), name: 'Birds of the coast', description: 'Waders', license: 'CC0-1.0' };
  expect(await mutate(alice, 'updateDataset', update, 'dataset { name description license }')).toMatchObject({
    dataset: { name: 'Birds of the coast', description: 'Waders', license: 'CC0-1.0' },
  });
  const archive = { datasetId: birds(), archived: true };
  expect(await mutate(alice, 'archiveDataset', archive, 'dataset { status }')).toMatchObject({
    dataset: { status: 'ARCHIVED' },
  });
  expect(await mutate(alice, 'archiveDataset', { ...archive, archived: false }, 'dataset { status }')).toMatchObject({
    dataset: { status: 'PUBLISHED' },
  });
  for (const [name, input] of [
    ['updateDataset', update],
    ['archiveDataset', archive],
  ] as const) {
    expect(await mutate(bob, name, input)).toMatchObject({ code: 'FORBIDDEN' });
    const foreign = await mutate(mallory, name, input);
    expect(foreign).toMatchObject({ code: 'NOT_FOUND' });
    expect(await mutate(mallory, name, { ...input, datasetId: idOf('Dataset', newId()) })).toEqual(foreign);
  }
});
