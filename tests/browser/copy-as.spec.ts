import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, signIn, test, vitrineUrl } from './page.ts';
import { createToken } from './publish-files.ts';

test('“Copy as” puts the shown list on the clipboard, as code that gets it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: vitrineUrl() });
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await page.goto(`${vitrineUrl()}/o/lumen/d/field-photographs?tag=green`);
  await expect(page.getByText(/^10 items/)).toBeVisible();
  const copied: Record<string, string> = {};
  for (const name of ['GraphQL', 'cURL', 'Python', 'TypeScript']) {
    await page.getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByText(`Copied as ${name}`)).toBeVisible();
    copied[name] = await page.evaluate(() => navigator.clipboard.readText());
  }
  for (const text of Object.values(copied)) {
    expect(text).toContain('query Items(');
    expect(text).toMatch(/field-photographs/);
    expect(text).toMatch(/green/);
  }
  expect(copied['GraphQL']).toMatch(/^query Items/);
  expect(copied['TypeScript']).toContain(`fetch('${vitrineUrl()}/graphql'`);

  // The copied command runs unchanged.
  const env = { ...process.env, VITRINE_TOKEN: await createToken(page) };
  const run = promisify(execFile);
  const curl = await run('bash', ['-c', `${copied['cURL']} --silent`], { env });
  const { data } = JSON.parse(curl.stdout) as { data: { dataset: { items: { edges: unknown[] } } } };
  expect(data.dataset.items.edges).toHaveLength(10);
  const python = await run('python3', ['-c', copied['Python']!], { env });
  expect(python.stdout.trimEnd().split('\n')).toHaveLength(10);
});
