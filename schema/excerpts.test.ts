import { beforeAll, expect, test } from 'vitest';
import { ask } from '#tests/kit/ask.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { seedBody } from '#tests/kit/seed-texts.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();

const bodies = {
  'short.txt': 'A heron waits.\nIt does not hurry.\n',
  'indented.md': ' \t\r\n\n# Notes\n\nOn the reeds.',
  'whales.txt': '🐋'.repeat(500),
  'blank.txt': ' \n\t\n',
  'odd.txt': '"quoted" \\ \u2028 \u0001 <b>é</b> 語',
};

beforeAll(async () => {
  const { birds, databases } = lab();
  const texts = Object.keys(bodies).map((key, index) => ({ key, position: index + 1, type: 'TEXT' as const }));
  const others = [
    { key: 'places.json', position: 90, type: 'FILE' as const },
    { key: 'unread.txt', position: 91, type: 'TEXT' as const },
  ];
  await seedItems(databases.system, birds, [...texts, ...others]);
  for (const [key, body] of Object.entries(bodies)) await seedBody(databases.system, birds, key, body);
  await seedBody(databases.system, birds, 'places.json', '{"places": []}');
});

/** A field without a plan makes the resolvers run. */
const query = (further = '') => `{
  dataset(organizationSlug: "lumen", slug: "birds") {
    items(first: 20) { edges { node {
      key ${further}
      content { ... on TextContent { excerpt } ... on FileContent { excerpt } }
    } } }
  }
}`;

interface Answer {
  dataset: { items: { edges: { node: { key: string; content: { excerpt: string | null } } }[] } } | null;
}

async function excerptsFor(person: Parameters<typeof ask>[0], further?: string) {
  const { dataset } = await ask<Answer>(person, query(further), {});
  return dataset && Object.fromEntries(dataset.items.edges.map(({ node }) => [node.key, node.content.excerpt]));
}

const expected = {
  'short.txt': 'A heron waits.\nIt does not hurry.\n',
  'indented.md': '# Notes\n\nOn the reeds.',
  'whales.txt': '🐋'.repeat(400),
  'blank.txt': '',
  'odd.txt': '"quoted" \\ \u2028 \u0001 <b>é</b> 語',
  'places.json': '{"places": []}',
  'unread.txt': null,
};

test('bob sees the first 400 characters of each text, and null for one that is not read yet', async () => {
  expect(await excerptsFor(lab().bob)).toEqual(expected);
});

test('the resolvers return the same', async () => {
  expect(await excerptsFor(lab().bob, 'transcript(first: 1) { totalCount }')).toEqual(expected);
});

test('mallory, a stranger, gets none', async () => {
  expect(await excerptsFor(lab().mallory)).toBeNull();
});
