import { expect, test } from 'vitest';
import { graphiqlPage } from './render-page.ts';

test('a page that could not be rendered is rendered again; each base path has its page, which is rendered once', async () => {
  const fail = () => Promise.reject(new Error('Out of memory.'));
  await expect(graphiqlPage('/vitrine', fail)).rejects.toThrow('Out of memory.');
  for (const basePath of ['/vitrine', '/other']) {
    const page = graphiqlPage(basePath);
    expect((await page).bodies.identity.toString()).toContain(`${basePath}/graphql`);
    expect(graphiqlPage(basePath)).toBe(page);
  }
});
