import { askApi } from './api.ts';
import { expect, signIn, test } from './page.ts';
import { publishFiles } from './publish-files.ts';

const script = "alert('script ran')";

const files = {
  'page.html': `<!doctype html><title>quiet</title><script>${script}</script>`,
  'drawing.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>${script}</script></svg>`,
  'feed.xml': `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${script}</script></html>`,
  'form.pdf': `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\('script ran'\\))>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`,
};

const urlsQuery = `{ dataset(organizationSlug: "lumen", slug: "active-content") { items(first: 10) { edges { node { key content { primary { signedUrl(disposition: INLINE) { url } } } } } } } }`;

test('HTML, SVG, XML and PDF files run no script when their addresses are opened', async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await publishFiles(page, 'active-content', files);

  const { dataset } = await askApi<{
    dataset: { items: { edges: { node: { key: string; content: { primary: { signedUrl: { url: string } } } } }[] } };
  }>(page, urlsQuery);
  expect(dataset.items.edges).toHaveLength(Object.keys(files).length);
  const ran: string[] = [];
  for (const { node } of dataset.items.edges) {
    const tab = await page.context().newPage();
    tab.on('dialog', (dialog) => {
      ran.push(node.key);
      void dialog.dismiss();
    });
    const download = tab.waitForEvent('download');
    await tab.goto(node.content.primary.signedUrl.url).catch(() => {}); // a download does not load a page
    expect((await download).suggestedFilename()).toContain(node.key);
    await tab.close();
  }
  expect(ran).toEqual([]);
});
