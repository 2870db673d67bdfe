import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFile } from '#system/project-files.ts';
import { vitrine } from '../testing/command.ts';
import { folderOf, scene } from '../testing/scene.ts';

type Line = { type: string } & Record<string, unknown>;

const birds = ['--org', 'lumen', '--dataset', 'birds'];

/** Fields of each type of event in the table of the docs. */
const documented = new Map(
  [...readFileSync(projectFile('docs/cli.md'), 'utf8').matchAll(/^\| `(\w+)` \| [\w, ]+ \| (.+?) \| .+ \|$/gm)].map(
    ([, type, fields]) => [type, [...fields!.matchAll(/`(\w+)`/g)].map(([, field]) => field)],
  ),
);

/** Reads the lines that a command wrote, each with a type and fields that the docs name. Returns the types. */
function documentedTypes(stdout: string): string[] {
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  for (const { type, ...fields } of lines) {
    expect(documented.get(type), type).toEqual(expect.arrayContaining(Object.keys(fields)));
  }
  return lines.map(({ type }) => type);
}

test('every event of publish, validate and pull is in the docs, with its fields', async () => {
  const stage = await scene();
  const folder = folderOf({
    'a.txt': 'A robin.',
    'b.jpg': 'version https://git-lfs.github.com/spec/v1\n',
    'c.mp4': '',
  });
  const pulled = folderOf({ 'stray.txt': 'Not of the revision.' });
  const seen = [
    await vitrine(stage, ['publish', folder, ...birds, '--json']),
    await vitrine(stage, ['publish', folder, ...birds, '--json', '--dry-run']),
    await vitrine(stage, ['validate', folder, '--json']),
    await vitrine(stage, ['pull', 'lumen/birds', pulled, '--json']),
    await vitrine(stage, ['pull', 'lumen/none', pulled, '--json']),
  ].flatMap(({ stdout }) => documentedTypes(stdout));
  for (const type of ['hash', 'session', 'upload', 'warning', 'notice', 'list', 'download', 'done', 'error']) {
    expect(seen).toContain(type);
  }
});
