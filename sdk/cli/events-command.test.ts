import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { start, vitrine } from '../testing/command.ts';
import { folderOf, scene } from '../testing/scene.ts';

const birds = ['--org', 'lumen', '--dataset', 'birds'];

interface Line {
  cursor: string;
  event: { type: string; data: Record<string, unknown> };
}

test('a publish and its processing are events, which a pipeline can list and go on from', async () => {
  const stage = await scene();
  const token = { VITRINE_TOKEN: stage.world.ada.token };
  expect(await vitrine(stage, ['events', '--org', 'lumen'], token)).toMatchObject({
    stdout: '',
    stderr: 'No events found.\n',
  });
  await vitrine(stage, ['publish', folderOf({ 'robin.txt': 'A robin.' }), ...birds]);
  const list = async (...args: string[]) => {
    const { stdout } = await vitrine(stage, ['events', '--org', 'lumen', '--json', ...args], token);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  };
  await expect
    .poll(async () => (await list()).map(({ event }) => event.type))
    .toEqual(['vitrine.dataset.published', 'vitrine.revision.processed']);
  const [published, processed] = await list();
  expect(published?.event.data).toMatchObject({ dataset: 'birds', revision: 1, itemCount: 1, added: 1, removed: 0 });
  expect(processed?.event.data).toMatchObject({ dataset: 'birds', revision: 1, fileCount: 1, failedCount: 0 });
  expect(await list('--after', published!.cursor)).toEqual([processed]);
  expect(await list('--type', 'vitrine.dataset.published')).toEqual([published]);
  const text = await vitrine(stage, ['events', '--org', 'lumen'], token);
  expect(text.stdout).toMatch(/^\d{4}-\d\d-\d\d [\d:]{8} {2}vitrine\.dataset\.published {2}lumen\/birds\n/);

  const follower = start(
    stage,
    ['events', '--org', 'lumen', '--follow', '--json', '--after', published!.cursor],
    token,
  );
  const lines = createInterface({ input: follower.stdout! })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value as string) as Line;
  expect(await next()).toEqual(processed);
  await vitrine(stage, ['publish', folderOf({ 'wren.txt': 'A wren.' }), ...birds]);
  expect((await next()).event).toMatchObject({ type: 'vitrine.dataset.published', data: { revision: 2 } });
  follower.kill('SIGINT');
});
