import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { viewerPage } from './viewer-page.ts';

async function render(options: { basePath: string; hasGraphiql: boolean }) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-page-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, 'index.html'),
    '<meta name="vitrine-base-path" content="" /><meta name="vitrine-graphiql" content="on" /><script src="./app.js">',
  );
  const page = await viewerPage({ folder, ...options })();
  return page!.bodies.identity.toString();
}

test('the page names the path of the server, and says that it has GraphiQL', async () => {
  expect(await render({ basePath: '/vitrine', hasGraphiql: true })).toBe(
    '<meta name="vitrine-base-path" content="/vitrine" /><meta name="vitrine-graphiql" content="on" /><script src="/vitrine/app.js">',
  );
});

test('the page of a server that does not show its schema does not lead to GraphiQL', async () => {
  expect(await render({ basePath: '', hasGraphiql: false })).toContain('name="vitrine-graphiql" content="off"');
});
