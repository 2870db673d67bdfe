import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { run } from './cli/run.ts';
import type { Terminal } from './cli/terminal.ts';
import { VitrineError } from './errors.ts';
import { readAllIssues } from './issues.ts';
import { publish } from './publish.ts';
import { pull } from './pull.ts';
import { listSessions } from './sessions.ts';
import { folderOf } from './testing/folder-of.ts';
import { sha256Of } from './testing/hash-of.ts';
import { type Answer, type LyingServer, startLyingServer } from './testing/lying-server.ts';
import { findViewer } from './viewer.ts';

const content = 'A robin.';
const placed = `assets/sea/robin.${sha256Of(content).slice(0, 12)}.txt`;
const escapes = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u200b';

const lies: [name: string, value: unknown][] = [
  ['a path upwards', '/../../../PW'],
  ['another path upwards', '..\\..\\PW'],
  ['an absolute path', '/tmp/vitrine-PW'],
  ['a NUL', 'a\0b'],
  ['escape sequences', escapes],
  ['half a surrogate pair', 'a\ud800'],
  ['a megabyte', 'A'.repeat(1_000_000)],
  ['no text', ''],
  ['another scheme', 'file:///etc/passwd'],
  ['a negative number', -1],
  ['a fraction', 1.5],
  ['a huge number', 2 ** 53],
  ['a boolean', true],
  ['null', null],
  ['nothing', undefined],
  ['a list', [[]]],
  ['an object', { length: 1e9, toString: 1, __typename: 'Item' }],
  ['deep nesting', JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)],
];

const runs = {
  pull: ['FindRevision', 'PulledItems', 'MoreAnnotations', 'SignUrls'],
  publish: [
    'FindDataset',
    'OpenIngestSession',
    'RequestUploads',
    'PublishIngestSession',
    'FollowSession',
    'SessionIssues',
  ],
  issues: ['IssuesFile'],
  sessions: ['OrganizationSessions'],
  viewer: ['Viewer'],
};

describe('a server that lies in any field of an answer', () => {
  test.each(Object.entries(runs))(
    '%s ends in a failure with a code, and leaves nothing elsewhere',
    async (name, operations) => {
      const server = await startLyingServer();
      for (const operation of operations) {
        let honest: Answer = {};
        server.lie((asked, answer) => {
          if (asked === operation) honest = answer;
          return answer;
        });
        await outcomeOf(name, server);
        expect(honest.data, `${name} asks for ${operation}`).toBeTruthy();
        for (const path of pathsIn(honest.data)) {
          for (const [lie, value] of liesFor(path)) {
            server.lie((asked, answer) => (asked === operation ? { data: changed(answer.data, path, value) } : answer));
            const { outcome, parent, folder } = await outcomeOf(name, server);
            const said = `${operation} ${path.join('.')}: ${lie}`;
            expect(outcome === null || outcome instanceof VitrineError, `${said}: ${String(outcome)}`).toBe(true);
            expect(readdirSync(parent), said).toEqual(['folder']);
            for (const file of filesIn(folder)) {
              expect(file === 'manifest.ndjson' || file.startsWith('assets/'), `${said}: ${file}`).toBe(true);
            }
          }
        }
      }
    },
    120_000,
  );

  test('its words cannot move the cursor, whatever the command prints', async () => {
    const server = await startLyingServer();
    const folder = folderOf({ 'a.txt': content });
    const commands = [
      ['pull', 'lumen/birds', join(folderOf({}), 'new')],
      ['publish', folder, '--org', 'lumen', '--dataset', 'birds', '--no-resume'],
      ['sessions', '--org', 'lumen'],
      ['sessions', '--org', 'lumen', '--json'],
      ['issues', 'c2Vzc2lvbg=='],
      ['login'],
    ];
    const everywhere = (value: unknown): unknown =>
      typeof value === 'string' && !/^(\d{4}-|http|[A-Z][A-Za-z_]+$|[0-9a-f]{64}$|\w+=*$)/.test(value)
        ? `${value}${escapes}`
        : typeof value === 'object' && value !== null
          ? Array.isArray(value)
            ? value.map(everywhere)
            : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, everywhere(each)]))
          : value;
    const error = { message: escapes, extensions: { code: 'FORBIDDEN', requestId: escapes } };
    for (const args of commands) {
      for (const lie of [everywhere, () => null]) {
        server.lie((_operation, { data }) => {
          const said = lie(data);
          return said === null ? { data: null, errors: [error] } : { data: said };
        });
        const { text } = await command(args, server);
        expect(text.replaceAll('\n', ''), args.join(' ')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }
    }
  }, 60_000);
});

describe('a store that sends something else', () => {
  test('more than was declared is neither kept nor fetched again', async () => {
    const server = await startLyingServer();
    let sent = 0;
    server.lie((operation, honest) =>
      operation === 'GET /file'
        ? (response) => {
            const more = () => {
              while (!response.destroyed && sent < 400_000_000) {
                sent += 65_536;
                if (!response.write(Buffer.alloc(65_536))) {
                  response.once('drain', more);
                  return;
                }
              }
            };
            more();
          }
        : honest,
    );
    const { outcome, folder } = await outcomeOf('pull', server);
    expect(outcome).toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringContaining('more than the 8 bytes'),
    });
    expect(server.asked.filter((each) => each === 'GET /file')).toHaveLength(1);
    expect(filesIn(folder).map((file) => statSync(join(folder, file)).size)).toEqual([0]);
    expect(sent).toBeLessThan(20_000_000);
  });

  test.each(['/elsewhere', 'file:///etc/passwd', 'http://127.0.0.2:9/elsewhere', 'data:text/plain,A robin.'])(
    'a redirect to %s is not followed',
    async (location) => {
      const server = await startLyingServer();
      server.lie((operation, honest) =>
        operation === 'GET /file' || operation === 'PUT /file'
          ? (response) => void response.writeHead(307, { location }).end()
          : honest,
      );
      const { outcome, folder } = await outcomeOf('pull', server);
      expect(outcome).toMatchObject({ code: 'DOWNLOAD_FAILED' });
      expect(filesIn(folder).map((file) => statSync(join(folder, file)).size)).toEqual([0]);
      expect((await outcomeOf('publish', server)).outcome).toMatchObject({ code: 'UPLOAD_FAILED' });
      expect(server.asked).not.toContain('GET /elsewhere');
      expect(server.asked).not.toContain('PUT /elsewhere');
    },
  );

  test('compressed bytes are counted as they unfold', async () => {
    const server = await startLyingServer();
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    server.lie((operation, honest) =>
      operation === 'GET /file'
        ? (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
        : honest,
    );
    const { outcome, folder } = await outcomeOf('pull', server);
    expect(outcome).toMatchObject({ message: expect.stringContaining('more than the 8 bytes') });
    expect(filesIn(folder).map((file) => statSync(join(folder, file)).size)).toEqual([0]);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['a shorter body', (response) => void response.writeHead(200).end('A ro')],
    ['a rest without a byte', (response) => void response.writeHead(206).end()],
    ['another part than was asked for', (response) => void response.writeHead(206).end('A ro')],
    ['headers without end', endlessHeaders],
  ])('%s, again and again, is given up after a few attempts', async (_name, answer) => {
    const server = await startLyingServer();
    server.lie((operation, honest) => (operation === 'GET /file' ? answer : honest));
    const { outcome, folder } = await outcomeOf('pull', server);
    expect(outcome).toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(server.asked.filter((each) => each === 'GET /file')).toHaveLength(7);
    expect(filesIn(folder).every((file) => file.endsWith('.part'))).toBe(true);
  });
});

describe('keys that are no file names elsewhere', () => {
  test.each([
    '../../../robin',
    '/etc/robin',
    'C:/robin',
    'C:\\robin',
    'CON',
    'nul.txt/aux',
    'robin. . .',
    '.../robin',
    `${'x'.repeat(179)}. y/robin`,
    'x'.repeat(300),
    '🐦'.repeat(75),
    'a//./b',
  ])('%s becomes a path inside of the folder that every system takes', async (key) => {
    const server = await startLyingServer();
    server.lie((operation, honest) =>
      operation === 'PulledItems'
        ? { data: changed(honest.data, ['dataset', 'items', 'edges', 0, 'node', 'key'], key) }
        : honest,
    );
    const { outcome, parent, folder } = await outcomeOf('pull', server);
    expect(outcome).toBeNull();
    expect(readdirSync(parent)).toEqual(['folder']);
    const [file = ''] = filesIn(folder).filter((each) => each !== 'manifest.ndjson');
    const [assets, ...segments] = file.split('/');
    expect(assets).toBe('assets');
    for (const segment of segments) {
      expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(255);
      expect(segment).not.toMatch(/[. ]$|^\.|[\\:]|^(con|nul|aux)(\.|$)/i);
    }
    expect(JSON.parse(readFileSync(join(folder, 'manifest.ndjson'), 'utf8'))).toMatchObject({ key });
  });
});

describe('answers without end', () => {
  test('a body is read up to a bound', async () => {
    const server = await startLyingServer();
    server.lie(() => (response) => {
      const more = () => {
        while (!response.destroyed)
          if (!response.write(Buffer.alloc(1_048_576, ' '))) {
            response.once('drain', more);
            return;
          }
      };
      more();
    });
    expect((await outcomeOf('viewer', server)).outcome).toMatchObject({ code: 'INVALID_ANSWER' });
    expect(server.asked).toHaveLength(1);
  }, 30_000);

  test.each([
    ['the same cursor', () => 'YQ=='],
    ['ever new cursors', (page: number) => `page-${page}`],
  ])('pages with %s end', async (_name, cursorOf) => {
    const server = await startLyingServer();
    let page = 0;
    server.lie((operation, honest) => {
      if (operation !== 'PulledItems') return honest;
      page += 1;
      return {
        data: changed(honest.data, ['dataset', 'items', 'pageInfo'], { hasNextPage: true, endCursor: cursorOf(page) }),
      };
    });
    expect((await outcomeOf('pull', server)).outcome).toMatchObject({ code: 'INVALID_ANSWER' });
    expect(page).toBeLessThanOrEqual(3);
  });

  test('a publish that never ends is given up', async () => {
    const server = await startLyingServer();
    server.lie((operation, honest) =>
      operation === 'FollowSession' ? { data: changed(honest.data, ['node', 'state'], 'PUBLISHING') } : honest,
    );
    expect((await outcomeOf('publish', server)).outcome).toMatchObject({ code: 'SERVER_ERROR' });
  });
});

describe('a folder with links in it', () => {
  test.each(['assets', 'assets/sea', placed, placed.replace('robin', '.robin').concat('.part'), 'manifest.ndjson'])(
    'a link at %s is not written through',
    async (path) => {
      const server = await startLyingServer();
      const outside = folderOf({ 'victim.txt': 'untouched', 'folder/victim.txt': 'untouched' });
      const parent = folderOf({});
      const folder = join(parent, 'folder');
      mkdirSync(join(folder, path, '..'), { recursive: true });
      symlinkSync(join(outside, /\.(txt|part|ndjson)$/.test(path) ? 'victim.txt' : 'folder'), join(folder, path));
      const { outcome } = await outcomeOf('pull', server, parent);
      expect(outcome === null || outcome instanceof VitrineError).toBe(true);
      expect(filesIn(outside).sort()).toEqual(['folder/victim.txt', 'victim.txt']);
      expect(readFileSync(join(outside, 'victim.txt'), 'utf8')).toBe('untouched');
      if (outcome === null) expect(readFileSync(join(folder, placed), 'utf8')).toBe(content);
    },
  );

  test('a dangling link makes no file at its end', async () => {
    const server = await startLyingServer();
    const outside = folderOf({});
    const parent = folderOf({});
    mkdirSync(join(parent, 'folder/assets/sea'), { recursive: true });
    const part = placed.replace('robin', '.robin').concat('.part');
    symlinkSync(join(outside, 'new.txt'), join(parent, 'folder', part));
    expect((await outcomeOf('pull', server, parent)).outcome).toBeNull();
    expect(existsSync(join(outside, 'new.txt'))).toBe(false);
  });
});

describe('publish on the command line', () => {
  const at = (args: string[] = []) => ['--org', 'lumen', '--dataset', 'birds', '--no-resume', ...args];
  const counts = { pending: 0, running: 0, done: 1, failed: 0 };

  test.each([
    ['done', [null, { ...counts, pending: 1, done: 0 }, { ...counts, running: 1, done: 0 }, counts], 0],
    ['failed', [null, { ...counts, done: 0, failed: 1 }], 8],
  ] as const)('--wait waits until the files are counted and %s', async (_name, states, code) => {
    const server = await startLyingServer();
    let asked = 0;
    server.lie((operation, honest) => {
      if (operation === 'PublishIngestSession') {
        const outcome = { __typename: 'PublishSucceeded', noop: false, revision: { number: 1 } };
        return { data: changed(honest.data, ['publishIngestSession', 'outcome'], outcome) };
      }
      if (operation !== 'RevisionProcessing') return honest;
      const processing = states[Math.min(asked++, states.length - 1)];
      return { data: { dataset: { revision: { number: 1, processing } } } };
    });
    const result = await command(['publish', folderOf({ 'a.txt': content }), ...at(['--wait'])], server);
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
    });
    const warned = await command(['publish', odd, ...at(), '--json'], server);
    const events = warned.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; code: string });
    const firstSent = events.findIndex(({ type }) => type === 'session');
    const warnings = events.slice(0, firstSent).filter(({ type }) => type === 'warning');
    expect(firstSent).toBeGreaterThan(0);
    expect(warnings.map(({ code }) => code).sort()).toEqual(['EMPTY_FILE', 'HTML_PAGE', 'LFS_POINTER']);

    server.lie((_operation, honest) => honest);
    const strict = await command(['publish', odd, ...at(['--strict'])], server);
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
    const result = await command(['publish', folder, ...at([...more]), '--json'], server);
    expect(result.code, result.text).toBe(code);
    expect(server.asked).toEqual(['FindDataset']);
    const types = result.text
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(['error']);
  });
});

function endlessHeaders(response: ServerResponse): void {
  const { socket } = response;
  socket?.write('HTTP/1.1 200 OK\r\n');
  const timer = setInterval(() => socket?.write(`x: ${'y'.repeat(1_000)}\r\n`), 1);
  socket?.once('close', () => clearInterval(timer));
}

/** Runs a function of the SDK against the server; the outcome is what it threw, or null. */
async function outcomeOf(name: string, { endpoint }: LyingServer, parent = folderOf({})) {
  const folder = join(parent, 'folder');
  mkdirSync(folder, { recursive: true });
  const options = {
    endpoint,
    token: 'vtr_x',
    organization: 'lumen',
    dataset: 'birds',
    cacheFolder: null,
    patienceMilliseconds: 20,
    backoff: { firstMilliseconds: 1, longestMilliseconds: 1 },
  };
  const actions: Record<string, () => Promise<unknown>> = {
    pull: () => end(pull(folder, options)),
    publish: () => {
      const source = folderOf({ 'a.txt': content });
      return end(publish(source, options));
    },
    issues: () => end(readAllIssues({ ...options, session: 'c2Vzc2lvbg==' })),
    sessions: () => listSessions({ ...options, dataset: undefined }),
    viewer: () => findViewer(options),
  };
  const outcome: unknown = await actions[name]!().then(
    () => null,
    (error: unknown) => error,
  );
  return { outcome, parent, folder };
}

async function end(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}

async function command(args: string[], { endpoint }: LyingServer): Promise<{ code: number; text: string }> {
  let text = '';
  const sink = () => {
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        text += String(chunk);
        done();
      },
    });
    return stream as unknown as NodeJS.WriteStream;
  };
  const terminal: Terminal = {
    stdin: Readable.from(['vtr_x\n']) as unknown as NodeJS.ReadStream,
    stdout: sink(),
    stderr: sink(),
    env: { VITRINE_ENDPOINT: endpoint, VITRINE_TOKEN: 'vtr_x' },
    signal: AbortSignal.timeout(20_000),
  };
  return { code: await run(args, terminal, { version: '0' }), text };
}

/** A few lies for each field, so that all of them are told somewhere; all for each when that is asked for. */
function liesFor(path: Path): [string, unknown][] {
  if (process.env['ALL_LIES']) return lies;
  const step = Array.from(path.join('.')).reduce((sum, character) => sum + character.codePointAt(0)!, 0);
  return [0, 9].map((offset) => lies[(step + offset) % lies.length]!);
}

type Path = (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((each, index) => pathsIn(each, [...path, index]))
    : Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]));
  return path.length > 0 ? [path, ...inner] : inner;
}

function changed(value: unknown, [step, ...rest]: Path, lie: unknown): unknown {
  if (step === undefined) return lie;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[step] = changed(copy[step], rest, lie);
  return copy;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
}
