import type { Page } from '@playwright/test';
import { askApi, lumenId } from './api.ts';
import { linkMailedTo } from './mail.ts';
import { expect, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';
import { widened } from './widened.ts';

const slug = 'long-words';
const word = (letter: string, length = 10_000) => letter.repeat(length);
const key = word('k', 500);

/** Items with the longest allowed text in every field, without a place for a line break. */
const items = [
  {
    key,
    type: 'TEXT',
    title: word('T', 1_000),
    tags: [word('t', 200)],
    metadata: { [word('n', 200)]: word('v'), list: [word('l')], deep: { [word('d', 200)]: word('e') } },
    assets: [{ role: 'PRIMARY', path: 'text.txt', filename: `${word('f', 300)}.txt` }],
    annotations: [{ kind: 'CLASSIFICATION', label: word('L', 200) }],
  },
];

async function publishLongWords(page: Page) {
  const name = word('N', 200);
  const organization = await lumenId(page);
  const input = { organizationId: organization, slug, name, description: word('D', 1_000) };
  await askApi(page, 'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { __typename } }', {
    input,
  });
  const files = { 'text.txt': word('w'), 'manifest.ndjson': items.map((item) => JSON.stringify(item)).join('\n') };
  await publishFiles(page, slug, files, { message: word('m', 1_000) });
}

/** Invites a user whose name is one long word, and who accepts. Returns the user's page. */
async function joinWithLongName(page: Page, theirs: Page) {
  const email = `${Date.now()}-${word('a', 40)}@museum.example`;
  await askApi(page, 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename } }', {
    input: { organizationId: await lumenId(page), email, role: 'VIEWER' },
  });
  const secret = new URL(await linkMailedTo(email)).hash.slice(1);
  await askApi(theirs, 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }', {
    input: { secret, name: word('M', 200), password: 'heron egret bittern' },
  });
}

test('words of 10,000 letters widen no pane, at 1280 and at 390 pixels', async ({ page, browser }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await publishLongWords(page);
  const theirs = await (await browser.newContext()).newPage();
  await joinWithLongName(page, theirs);
  const { dataset } = await askApi<{ dataset: { item: { id: string } } }>(
    page,
    `query ($key: String!) { dataset(organizationSlug: "lumen", slug: "${slug}") { item(key: $key) { id } } }`,
    { key },
  );
  const main = page.getByRole('main');
  for (const [path, content] of [
    ['/o/lumen', main.getByText(/^N{200}$/)],
    [`/o/lumen/d/${slug}`, page.getByRole('gridcell').first()],
    [`/o/lumen/d/${slug}?view=list`, page.getByRole('gridcell').first()],
    [`/o/lumen/d/${slug}?view=table`, page.getByRole('gridcell').first()],
    [`/o/lumen/d/${slug}?item=${dataset.item.id}`, page.locator('section[aria-label^=Text]')],
    [`/o/lumen/d/${slug}/revisions`, page.getByText(/^m{1000}$/)],
    [`/o/lumen/d/${slug}/access`, page.getByRole('radio').first()],
    ['/o/lumen/ingest', page.getByRole('cell', { name: word('m', 1_000) })],
    [`/o/lumen/access?dataset=${slug}`, page.getByRole('cell', { name: 'Published' }).first()],
    ['/o/lumen/settings/members', page.getByText(/M{200}/)],
    [`/o/lumen/search?q=${word('w', 100)}`, page.getByRole('searchbox').first()],
  ] as const) {
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (width === 1280) await page.goto(vitrineUrl() + path);
      await expect(content.first(), path).toBeVisible();
      expect(await widened(page), `${path} at ${width}`).toEqual([]);
    }
  }

  // A long name and a long message do not move the other columns of the list of publishes.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${vitrineUrl()}/o/lumen/ingest`);
  await expect(page.getByRole('cell', { name: word('m', 1_000) }).first()).toBeVisible();
  for (const name of ['Message', 'Issues', 'Started']) {
    await expect(page.getByRole('columnheader', { name })).toBeInViewport({ ratio: 1 });
  }
  // A long name of a dataset does not cover the controls beside it.
  await page.goto(`${vitrineUrl()}/o/lumen/d/${slug}`);
  await expect(page.getByRole('button', { name: 'Copy as' })).toBeVisible();
  await expect(page.getByTitle(word('N', 200)).first()).toBeVisible();
  const crumbs = await page.getByRole('navigation', { name: 'Breadcrumbs' }).boundingBox();
  for (const control of [page.getByRole('searchbox').first(), page.getByRole('button', { name: 'Copy as' })]) {
    expect((await control.boundingBox())!.x).toBeGreaterThanOrEqual(crumbs!.x + crumbs!.width);
  }
  await askApi(
    theirs,
    `mutation { leaveOrganization(input: { organizationId: "${await lumenId(page)}" }) { __typename } }`,
  );
  await theirs.context().close();
});
