import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ValidationFailed } from '../errors.ts';
import { folderOf } from '../testing/folder-of.ts';
import type { Draft } from './draft.ts';
import { openFolder } from './folder.ts';
import { readFolder } from './read-folder.ts';
import type { FolderOptions } from './reading.ts';

test('without a manifest items are derived from files, ordered by path', async () => {
  const { drafts } = await read({
    'talk.mp4': '',
    'talk.vtt': 'WEBVTT',
    'talk.de.srt': '1',
    'birds/robin.jpg': '',
    'birds/robin.json': '{"seen":3}',
    'birds/sea/puffin.md': '',
    'table.csv': '',
  });
  expect(drafts.map(({ item }) => item)).toEqual([
    { key: 'birds/robin', type: 'IMAGE', tags: ['birds'], metadata: { seen: 3 } },
    { key: 'birds/sea/puffin', type: 'TEXT', tags: ['birds', 'sea'] },
    { key: 'table', type: 'TABLE' },
    { key: 'talk', type: 'VIDEO' },
  ]);
  expect(drafts.at(-1)?.assets?.map(({ role, path, contentType }) => [role, path, contentType])).toEqual([
    ['PRIMARY', 'talk.mp4', 'video/mp4'],
    ['TRANSCRIPT', 'talk.vtt', 'text/vtt'],
    ['ATTACHMENT', 'talk.de.srt', 'application/x-subrip'],
  ]);
});

test('names that differ in the extension only keep it in their keys', async () => {
  const { drafts } = await read({ 'a.jpg': '', 'a.png': '', 'a.json': '{}', 'b.json': '{}', 'c.vtt': '', '.d': '' });
  expect(drafts.map(({ item }) => item['key'])).toEqual(['a.jpg', 'a.json', 'a.png', 'b', 'c']);
});

test('hidden files, clutter and pipes are skipped, and counted', async () => {
  const { drafts, tally } = await read({
    'a.txt': '',
    '.DS_Store': '',
    '.git/HEAD': '',
    'Thumbs.db': '',
    '__MACOSX/a.txt': '',
  });
  expect(drafts.map(({ item }) => item['key'])).toEqual(['a']);
  expect(tally).toMatchObject({ items: 1, files: 1, skipped: 4 });
});

test('a key is the same whatever form of Unicode a name is in', async () => {
  const { drafts } = await read({ 'cafe\u0301.txt': 'é' });
  expect(drafts[0]?.item['key']).toBe('caf\u00e9');
  expect(drafts[0]?.assets?.[0]).toMatchObject({ path: 'cafe\u0301.txt', filename: 'caf\u00e9.txt' });

  await expect(issuesOf({ 'cafe\u0301.txt': '', 'caf\u00e9.txt': '' })).resolves.toMatchObject([
    { code: 'DUPLICATE_KEY' },
  ]);
});

test('a name with a newline or one that is too long makes no key, and the file is named', async () => {
  expect(await issuesOf({ 'two\nlines.txt': '' })).toMatchObject([{ code: 'INVALID_KEY', key: 'two\nlines.txt' }]);
  const deep = `${Array.from({ length: 20 }, () => 'd'.repeat(200)).join('/')}/a.txt`;
  expect(await issuesOf({ [deep]: '' })).toMatchObject([{ code: 'INVALID_KEY' }]);
});

test('links are followed inside the folder, and refused when they lead out of it or nowhere', async () => {
  const folder = folderOf({ 'blobs/1.jpg': 'bytes', 'a.txt': '' });
  symlinkSync('blobs/1.jpg', join(folder, 'robin.jpg'));
  expect((await readPath(folder)).drafts.map(({ item }) => item['key'])).toEqual(['a', 'blobs/1', 'robin']);

  symlinkSync('/etc/passwd', join(folder, 'secret.txt'));
  symlinkSync('nothing', join(folder, 'broken.txt'));
  symlinkSync('blobs', join(folder, 'more'));
  const failure = await failureOf(folder);
  expect(failure.issues.map(({ key, message }) => [key, message])).toEqual(
    expect.arrayContaining([
      ['secret.txt', '"secret.txt" points outside the folder.'],
      ['broken.txt', '"broken.txt" does not exist.'],
      ['more', '"more" is not a file.'],
    ]),
  );
});

test.each(['[1]', '{"a":1', '{"a":1,"a":2}', '{"a":1e400}', '3'])(
  'JSON that cannot be metadata is an item of its own, and that is said: %s',
  async (json) => {
    const { drafts, notices } = await read({ 'a.jpg': '', 'a.json': json });
    expect(drafts.map(({ item }) => item['key'])).toEqual(['a.jpg', 'a.json']);
    expect(notices.warnings).toMatchObject([{ path: 'a.json', code: 'NOT_METADATA' }]);
  },
);

test('a name is found in either normal form, unless it can be two files', async () => {
  const line = (path: string) => `{"key":"a","type":"TEXT","assets":[{"path":${JSON.stringify(path)}}]}`;
  const [composed, decomposed] = ['o\u0308/Mu\u0308ller.txt', '\u00f6/M\u00fcller.txt'];
  const { drafts } = await read({ 'manifest.ndjson': line(decomposed), [composed]: 'x' });
  expect(drafts[0]?.assets?.[0]).toMatchObject({ path: composed, filename: 'M\u00fcller.txt' });
  expect((await read({ 'manifest.ndjson': line(composed), [decomposed]: 'x' })).drafts).toHaveLength(1);
  const both = { '\u00e9.txt': '', 'e\u0301.txt': '', 'manifest.ndjson': line('x/../\u00e9.txt') };
  expect(await issuesOf(both)).toMatchObject([{ code: 'FILE_UNREADABLE' }]);
  const mixed = { '\u00e9\u00e9.txt': '', 'e\u0301e\u0301.txt': '', 'manifest.ndjson': line('e\u0301\u00e9.txt') };
  expect(await issuesOf(mixed)).toMatchObject([{ message: expect.stringContaining('several files') }]);
});

test('files are chosen by patterns, by .vitrineignore, and get the types that are given', async () => {
  const files = {
    'a.jpg': '',
    'b.dat': 'text',
    'raw/c.jpg': '',
    'notes/d.txt': '',
    'e.tmp': '',
    '.vitrineignore': 'raw/\n*.tmp\n',
  };
  const chosen = await read(files, { exclude: ['notes/'] });
  expect(chosen.drafts.map(({ item }) => item['key'])).toEqual(['a', 'b']);
  expect(chosen.tally).toMatchObject({ skipped: 4 });
  expect(
    (await read({ 'a.jpg': '', 'B.JPG': '' }, { exclude: ['*.JPG'] })).drafts.map(({ item }) => item['key']),
  ).toEqual(['a']);
  expect((await read(files, { include: ['*.txt'] })).drafts.map(({ item }) => item['key'])).toEqual(['notes/d']);
  const typed = await read(
    { 'a.txt': 'x', 'b.txt': 'y' },
    {
      types: [
        { pattern: '*.txt', type: 'FILE' },
        { pattern: 'b.*', type: 'TEXT' },
      ],
    },
  );
  expect(typed.drafts.map(({ item }) => item['type'])).toEqual(['FILE', 'TEXT']);
  await expect(read({ 'a.txt': 'x' }, { types: [{ pattern: '*', type: 'IMAGE' }] })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
  });
  await expect(read({ 'manifest.ndjson': '' }, { exclude: ['a'] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('an empty folder is refused', async () => {
  expect(await issuesOf({ '.hidden': '' })).toMatchObject([{ code: 'FOLDER_EMPTY' }]);
});

test('a manifest is read line by line, with CRLF, a byte order mark and blank lines', async () => {
  const lines = [
    '\uFEFF{"key":"a","type":"TEXT","assets":[{"role":"PRIMARY","path":"a.txt","contentType":"text/x-log"}]}\r',
    '',
    `{"key":"b","type":"TEXT","assets":[{"role":"PRIMARY","sha256":"${'0'.repeat(64)}"}],"title":"B"}\r`,
    '{"key":"c","remove":true}',
  ];
  const { drafts, tally } = await read(
    { 'manifest.ndjson': lines.join('\n'), 'a.txt': 'A', 'unnamed.txt': '' },
    { append: true },
  );
  expect(drafts).toMatchObject([
    { line: 1, item: { key: 'a' }, assets: [{ path: 'a.txt', contentType: 'text/x-log', byteSize: 1 }] },
    { line: 3, item: { key: 'b', title: 'B' }, assets: [{ path: null, sha256: '0'.repeat(64), contentType: null }] },
    { line: 4, item: { key: 'c', remove: true } },
  ]);
  expect(tally).toMatchObject({ items: 3, files: 1, bytes: 1 });
});

test('every broken line of a manifest is told, with its place', async () => {
  const manifest = Buffer.concat([
    Buffer.from('{"key":"a"\n[1]\n'),
    Buffer.from([0x22, 0xff, 0x22, 0x0a]),
    Buffer.from(`${' '.repeat(1_100_000)}\n`),
    Buffer.from(
      '{"key":"e","type":"FILE","assets":[{"role":"PRIMARY","path":"../e.txt"},{"path":"/etc/passwd"},{"role":1},7,{}]}\n',
    ),
    Buffer.from('{"key":"f","type":"FILE","assets":[{"path":"nope.txt"},{"sha256":"abc"}]}'),
  ]);
  const issues = await issuesOf({ 'manifest.ndjson': manifest });
  expect(issues.map(({ line, key, pointer, code }) => [line, key, pointer, code])).toEqual([
    [1, null, '', 'INVALID_JSON'],
    [2, null, '', 'WRONG_TYPE'],
    [3, null, '', 'INVALID_UTF8'],
    [4, null, '', 'LINE_TOO_LONG'],
    [5, 'e', '/assets/2/role', 'WRONG_TYPE'],
    [5, 'e', '/assets/2/path', 'REQUIRED'],
    [5, 'e', '/assets/3', 'WRONG_TYPE'],
    [5, 'e', '/assets/4/path', 'REQUIRED'],
    [5, 'e', '/assets', 'DUPLICATE_ROLE'],
    [5, 'e', '/assets/0/path', 'FILE_UNREADABLE'],
    [5, 'e', '/assets/1/path', 'FILE_UNREADABLE'],
    [6, 'f', '/assets/1/sha256', 'INVALID_VALUE'],
    [6, 'f', '/assets/0/path', 'FILE_UNREADABLE'],
  ]);
});

test('the structure of a manifest is checked without a server, all of it at once', async () => {
  const line = (members: object) =>
    JSON.stringify({ type: 'TEXT', assets: [{ role: 'PRIMARY', path: 'a.txt' }], ...members });
  const lines: [line: string, code: string | null, pointer?: string][] = [
    [line({ key: 'ok' }), null],
    [line({}), 'REQUIRED', '/key'],
    [line({ key: 'c', type: 'text' }), 'INVALID_VALUE', '/type'],
    [line({ key: 'd', type: undefined }), 'REQUIRED', '/type'],
    [line({ key: 'e', assets: undefined }), 'REQUIRED', '/assets'],
    [line({ key: 'f', assets: [] }), 'PRIMARY_MISSING', '/assets'],
    [line({ key: 'g', assets: [{ path: 'a.txt' }, { path: 'b.txt' }] }), 'DUPLICATE_ROLE', '/assets'],
    [line({ key: 'h', assets: [{ path: 'a.txt', role: 'MAIN' }] }), 'INVALID_VALUE', '/assets/0/role'],
    [line({ key: 'ok', title: 'again' }), 'DUPLICATE_KEY', '/key'],
    [line({ key: 'i', titel: 'typo' }), 'UNKNOWN_FIELD', '/titel'],
    [line({ key: 'j', tags: 'bird' }), 'WRONG_TYPE', '/tags'],
    [line({ key: 'k', metadata: [1] }), 'WRONG_TYPE', '/metadata'],
    [line({ key: 23 }), 'WRONG_TYPE', '/key'],
    [line({ key: 'nul\0' }), 'INVALID_KEY', '/key'],
    [line({ key: 'l', createdAt: '0001-01-01T00:00:00+14:00' }), 'INVALID_DATE', '/createdAt'],
    ['{"key":"m","remove":true}', 'REMOVE_NOT_ALLOWED', '/remove'],
    [line({ key: 'n' }).replace('{', '{"key":"o",'), 'DUPLICATE_MEMBER', '/key'],
    [line({ key: 'p', type: 'IMAGE' }), 'CONTENT_TYPE_MISMATCH', '/assets/0'],
    [line({ key: 'q', title: 'L'.repeat(1_001) }), 'TOO_LONG', '/title'],
    [line({ key: 'r', annotations: [{ label: 'x' }] }), 'REQUIRED', '/annotations/0/kind'],
    [line({ key: 's', metadata: { n: 1 } }).replace('"n":1', '"n":1e400'), 'INVALID_NUMBER', '/metadata/n'],
  ];
  const manifest = lines.map(([text]) => text).join('\n');
  const issues = await issuesOf({ 'manifest.ndjson': manifest, 'a.txt': 'A', 'b.txt': 'B' });
  expect(issues.map(({ line, code, pointer }) => [line, code, pointer])).toEqual(
    lines.flatMap(([, code, pointer], index) => (code === null ? [] : [[index + 1, code, pointer]])),
  );
});

test('100,000 issues are counted, and a thousand kept', async () => {
  const failure = await failureOf(folderOf({ 'manifest.ndjson': 'x\n'.repeat(100_000) }));
  expect(failure.issueCount).toBe(100_000);
  expect(failure.issues).toHaveLength(1_000);
  expect(failure.counts).toEqual(new Map([['INVALID_JSON', 100_000]]));
});

test('what is no folder is told apart from an empty one', async () => {
  const folder = folderOf({ 'a.txt': '' });
  await expect(openFolder(join(folder, 'missing'))).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE' });
  await expect(openFolder(join(folder, 'a.txt'))).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE' });
});

async function read(files: Record<string, string | Buffer>, options: FolderOptions = {}) {
  return readPath(folderOf(files), options);
}

async function readPath(path: string, options: FolderOptions = {}) {
  const temporary = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
  const { tally, notices, done } = readFolder(await openFolder(path), temporary, new AbortController().signal, options);
  const drafts: Draft[] = [];
  for await (const draft of (await done).rows()) drafts.push(draft);
  return { drafts, tally, notices };
}

async function failureOf(path: string): Promise<ValidationFailed> {
  const failure: unknown = await readPath(path).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ValidationFailed);
  return failure as ValidationFailed;
}

async function issuesOf(files: Record<string, string | Buffer>) {
  return (await failureOf(folderOf(files))).issues;
}

test.for(['', '\n\n', '\ufeff'])('a manifest without items is an issue, unless that is meant: %j', async (manifest) => {
  const files = { 'manifest.ndjson': manifest, 'a.txt': 'a' };
  expect(await issuesOf(files)).toMatchObject([
    { code: 'EMPTY_MANIFEST', message: expect.stringContaining('allow-empty') },
  ]);
  expect((await read(files, { allowEmpty: true })).drafts).toEqual([]);
});

const line = '{"key":"a","type":"FILE","assets":[{"path":"a.bin"}]}';

test.each([
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${line}\n${line}\n`, 'utf16le'), 'INVALID_UTF8', 'in UTF-16 or UTF-32'],
  ['UTF-16 without a mark', Buffer.from(`${line}\n`, 'utf16le'), 'INVALID_UTF8', 'in UTF-16 or UTF-32'],
  ['CR line ends', `${line}\r${line}\r`, 'INVALID_JSON', 'has CR line endings'],
  ['pretty-printed JSON', `\n${JSON.stringify(JSON.parse(line), null, 2)}\n`, 'INVALID_JSON', 'over several lines'],
  ['a list', `[${line},\n${line}]`, 'INVALID_JSON', 'is a JSON list'],
  ['a pretty-printed list', JSON.stringify([JSON.parse(line)], null, 2), 'INVALID_JSON', 'is a JSON list'],
])('a manifest in %s has one issue, which names the cause', async (_form, manifest, code, cause) => {
  const folder = folderOf({ 'a.bin': 'x' });
  writeFileSync(join(folder, 'manifest.ndjson'), manifest);
  expect((await failureOf(folder)).issues).toMatchObject([{ code, message: expect.stringContaining(cause) }]);
});
