import { afterEach, expect, test, vi } from 'vitest';
import { graphiqlPage } from './render-page.ts';

const rendered = vi.hoisted(() => ({ failures: 0 }));
vi.mock('@graphql-yoga/render-graphiql', () => ({
  renderGraphiQL: ({ endpoint }: { endpoint: string }) => {
    if (rendered.failures-- > 0) throw new Error('Out of memory.');
    return `<html><script>YogaGraphiQL.renderYogaGraphiQL(root, { endpoint: '${endpoint}' })</script></html>`;
  },
}));
afterEach(() => void (rendered.failures = 0));

const textOf = async (basePath: string) => (await graphiqlPage(basePath)).bodies.identity.toString();

test('a page that could not be rendered is rendered again', async () => {
  rendered.failures = 1;
  await expect(graphiqlPage('')).rejects.toThrow('Out of memory.');
  expect(await textOf('')).toContain("endpoint: '/graphql'");
});

test('each base path has its page, which is rendered once', async () => {
  expect(await textOf('/vitrine')).toContain("endpoint: '/vitrine/graphql'");
  expect(await textOf('/other')).toContain("endpoint: '/other/graphql'");
  expect(graphiqlPage('/other')).toBe(graphiqlPage('/other'));
});
