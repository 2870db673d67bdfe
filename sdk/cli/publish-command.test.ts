import { expect, test } from 'vitest';
import { folderOf } from '../testing/folder-of.ts';
import { changed } from '../testing/lies.ts';
import { type Answer, content, startLyingServer } from '../testing/lying-server.ts';
import { runCommand } from '../testing/run-command.ts';
import { exitCodes } from './exit-codes.ts';

const at = (args: string[] = []) => ['--org', 'lumen', '--dataset', 'birds', '--no-resume', ...args];
const published = ({ data }: Answer) => {
  const outcome = { __typename: 'PublishSucceeded', noop: false, revision: { number: 1 } };
  return { data: changed(data, ['publishIngestSession', 'outcome'], outcome) };
};
const counts = { pending: 0, running: 0, done: 1, failed: 0 };

test.each([
  ['done', [null, { ...counts, pending: 1, done: 0 }, { ...counts, running: 1, done: 0 }, counts], 0],
  ['failed', [null, { ...counts, done: 0, failed: 1 }], 8],
] as const)('--wait waits until the files are counted and %s', async (_name, states, code) => {
  const server = await startLyingServer();
  let asked = 0;
  server.lie((operation, honest) => {
    if (operation === 'PublishIngestSession') return published(honest);
    if (operation !== 'RevisionProcessing') return honest;
    const processing = states[Math.min(asked++, states.length - 1)];
    return { data: { dataset: { revision: { number: 1, processing } } } };
  });
  const result = await runCommand(['publish', folderOf({ 'a.txt': content }), ...at(['--wait'])], server);
  expect(result.code, result.text).toBe(code);
  expect(asked).toBe(states.length);
  expect(result.text).toContain('lumen/birds@1');
  if (code === 8) expect(result.text).toMatch(/PROCESSING_FAILED: .*1 file/);
});

test('files that are not what they are called are warned of before anything is sent; --strict refuses them', async () => {
  const server = await startLyingServer();
  const odd = folderOf({
    'lfs.jpg': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    'page.jpg': '<!DOCTYPE html><html>Not found</html>',
    'empty.txt': '',
    'utf16.txt': Buffer.from('name: Müller', 'utf16le'),
    'nul.txt': 'A robin\0 sings.',
    'binary.txt': Buffer.from([1, 2, 0, 0, 7, 0, 0]),
  });
  const warned = await runCommand(['publish', odd, ...at(), '--json'], server);
  const events = warned.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; code: string });
  const firstSent = events.findIndex(({ type }) => type === 'session');
  const warnings = events.slice(0, firstSent).filter(({ type }) => type === 'warning');
  expect(firstSent).toBeGreaterThan(0);
  expect(warnings.map(({ code }) => code).sort()).toEqual(['EMPTY_FILE', 'HTML_PAGE', 'LFS_POINTER', 'NOT_TEXT']);

  server.lie((_operation, honest) => honest);
  const strict = await runCommand(['publish', odd, ...at(['--strict'])], server);
  expect(strict.code).toBe(3);
  for (const part of ['LFS_POINTER', 'git lfs pull', 'HTML_PAGE', 'EMPTY_FILE']) expect(strict.text).toContain(part);
  expect(new Set(server.asked)).toEqual(new Set(['FindDataset']));
});

test.each([
  ['a bad token', ['viewer'], null, [], 4],
  ['a token without the scope', ['viewer', 'scopes'], ['READ'], [], 4],
  ['a role that may not publish', ['viewer', 'memberships', 0, 'role'], 'VIEWER', [], 4],
  ['an organization that is not there', ['organization'], null, [], 7],
  ['an archived dataset', ['dataset', 'status'], 'ARCHIVED', [], 4],
  ['another revision than expected', ['dataset', 'status'], 'PUBLISHED', ['--expect-revision', '7'], 5],
  ['a slug that cannot be created', ['dataset'], null, ['--dataset', 'Birds!'], 2],
] as const)('%s is refused before a byte is read or sent', async (_name, path, value, more, code) => {
  const server = await startLyingServer();
  server.lie((operation, honest) =>
    operation === 'FindDataset' ? { data: changed(honest.data, [...path], value) } : honest,
  );
  const folder = folderOf({ 'a.txt': content });
  const result = await runCommand(['publish', folder, ...at([...more]), '--json'], server);
  expect(result.code, result.text).toBe(code);
  expect(server.asked).toEqual(['FindDataset']);
  const types = result.text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { type: string }).type);
  expect(types).toEqual(['error']);
});

test.each([
  ['--name', '--dry-run'],
  ['--message', '--append'],
  ['--concurrency', '--json'],
  ['--include', '--dryrun'],
  ['--token', '--endpoint=http://x'],
])('%s %s: a flag is not taken as the value, and nothing is published', async (option, flag) => {
  const server = await startLyingServer();
  const folder = folderOf({ 'a.txt': content });
  const { code, text } = await runCommand(['publish', folder, ...at([option, flag])], server);
  expect({ code, asked: server.asked }).toEqual({ code: 2, asked: [] });
  expect(text).toContain(`${flag} looks like an option. Write ${option}=${flag} if it is the value.`);
});

test('values with a dash that are no flags, and flags behind an equals sign, are values', async () => {
  const server = await startLyingServer();
  server.lie((operation, honest) => (operation === 'PublishIngestSession' ? published(honest) : honest));
  const values = ['--message', '- more birds', '--name=--dry-run', '--description', '-1'];
  const { code, text } = await runCommand(['publish', folderOf({ 'a.txt': content }), ...at(values)], server);
  expect(code, text).toBe(0);
});

test('an https:// endpoint of an HTTP server is refused with a sentence, at once', async () => {
  const server = await startLyingServer();
  const endpoint = server.endpoint.replace('http:', 'https:');
  const flags = at(['--endpoint', endpoint]);
  const { code, text } = await runCommand(['publish', folderOf({ 'a.txt': content }), ...flags], server);
  expect(code).toBe(exitCodes.transfer);
  expect(text).toContain('It seems to be an HTTP server.');
  expect(text).toContain(`Use ${server.endpoint} as the endpoint`);
  expect(text).not.toMatch(/openssl|SSL routines/);
});
