import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { findItems } from '#domain/items/find-items.ts';
import { replaceText } from '#domain/text/replace-text.ts';
import { replaceSegments } from '#domain/transcripts/replace-segments.ts';
import { findMatches } from '#formats/text/find-matches.ts';
import { ask } from '#tests/kit/ask.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { textCases } from '#tests/kit/text-cases.ts';
import { fileOf, type LocalFile } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const texts = [...new Set(textCases.map(([text]) => text))];
const keyOf = (text: string) => `item ${texts.indexOf(text)}`;
const story = fileOf('story');
const subtitles = fileOf('subtitles', { contentType: 'text/vtt' });

async function assetOf({ sha256 }: LocalFile) {
  return lab().databases.system.asset.findFirstOrThrow({ where: { sha256 } });
}

beforeAll(async () => {
  const { alice, birds } = lab();
  const titled = texts.map((text) => itemFor(keyOf(text), story, { title: text }));
  const others = [
    itemFor('whole', story, { title: 'Spring walk', tags: ['Grün'], assets: filesOf(story, subtitles) }),
    itemFor('Mu\u0308ller/IMG_7.txt', story, { title: null, tags: ['gru\u0308n', 'grün'] }),
  ];
  await publishItems(alice, birds.id, [...titled, ...others], [story, subtitles]);
});

function filesOf(primary: LocalFile, transcript: LocalFile) {
  return [
    { role: 'PRIMARY', sha256: primary.sha256 },
    { role: 'TRANSCRIPT', sha256: transcript.sha256 },
  ];
}

async function find(text: string): Promise<string[]> {
  const { dataset } = await ask<{ dataset: { items: { edges: { node: { key: string } }[] } } }>(
    lab().bob,
    `query ($filter: ItemFilter) { dataset(organizationSlug: "lumen", slug: "birds") { items(first: 100, filter: $filter) { edges { node { key } } } } }`,
    { filter: { text } },
  );
  return dataset.items.edges.map(({ node }) => node.key);
}

test('each text is found by what it should be found by, in the database and by the highlighter', async () => {
  const wrong: unknown[] = [];
  for (const [text, query, isFound] of textCases) {
    const keys = await find(query);
    if (keys.includes(keyOf(text)) !== isFound) wrong.push(['database', text, query]);
    const marked = findMatches(text, query);
    if (isFound && marked.length === 0) wrong.push(['highlighter', text, query]);
    for (const { start, end } of marked) if (start >= end || end > text.length) wrong.push(['offsets', text, query]);
  }
  expect(wrong).toEqual([]);
  expect(textCases.length).toBeGreaterThan(120);
});

test('words may stand in different fields of an item, and exclusion is about the item', async () => {
  const { databases, bob } = lab();
  await replaceText({ db: databases.system }, await assetOf(story), 'Robins sing in the garden. 采购订单自动审批流程');
  await replaceSegments({ db: databases.system }, await assetOf(subtitles), [
    { startSeconds: 0, endSeconds: 1, speaker: null, text: 'Listen, a nightingale.' },
    { startSeconds: 1, endSeconds: 2, speaker: null, text: 'And a blackbird.' },
  ]);
  for (const query of [
    'spring robins',
    'spring nightingale',
    'nightingale robins',
    'nightingale blackbird',
    'grun spring',
    'whole 审批',
  ]) {
    expect(await find(query), query).toContain('whole');
  }
  for (const query of ['spring -robins', 'walk -nightingale', '"walk robins"', 'robins -grün']) {
    expect(await find(query), query).not.toContain('whole');
  }
  const search = `query ($query: String!) { search(query: $query, first: 100) { edges { node { __typename item { key } } } } }`;
  const found = async (query: string) => {
    const answer = await ask<{ search: { edges: { node: { __typename: string; item: { key: string } } }[] } }>(
      bob,
      search,
      { query },
    );
    return answer.search.edges.map(({ node }) => `${node.__typename} ${node.item.key}`);
  };
  expect(await found('walk nightingale')).toEqual(['ItemMatch whole']);
  expect(await found('nightingale')).toEqual(['TranscriptMatch whole']);
  expect(await found('nightingale blackbird')).toEqual(['ItemMatch whole']);
  expect(await found('walk -nightingale')).not.toContain('ItemMatch whole');
});

test('the exact spelling comes first', async () => {
  const { bob } = lab();
  const best = async (text: string) => {
    const { dataset } = await ask<{ dataset: { items: { edges: { node: { title: string } }[] } } }>(
      bob,
      `query ($filter: ItemFilter) { dataset(organizationSlug: "lumen", slug: "birds") {
        items(first: 5, filter: $filter, orderBy: { field: RELEVANCE, direction: DESC }) { edges { node { title } } } } }`,
      { filter: { text } },
    );
    return dataset.items.edges[0]?.node.title;
  };
  expect(await best('zurich')).toBe('Zurich');
  expect((await best('zürich'))?.normalize('NFC').toLowerCase()).toBe('zürich');
  expect(await best('naive')).toBe('naive');
  expect(await best('naïve')).toBe('naïve');
});

test('tags in two normal forms are one tag; a key is kept byte by byte and found by either form', async () => {
  const { bob } = lab();
  const { dataset } = await ask<{
    dataset: {
      facets: { tags: { value: string; count: number }[] };
      filtered: { tags: { value: string; count: number }[] };
      composed: { totalCount: number };
      decomposed: { totalCount: number };
    };
  }>(
    bob,
    `query ($composed: ItemFilter, $decomposed: ItemFilter) { dataset(organizationSlug: "lumen", slug: "birds") {
      facets { tags { value count } }
      filtered: facets(filter: { tags: { any: ["Grün", "grün"] } }) { tags { value count } }
      composed: items(filter: $composed) { totalCount }
      decomposed: items(filter: $decomposed) { totalCount }
    } }`,
    { composed: { tags: { all: ['grün'] } }, decomposed: { tags: { any: ['gru\u0308n'] } } },
  );
  expect(dataset.facets.tags).toEqual([
    { value: 'grün', count: 1 },
    { value: 'Grün', count: 1 },
  ]);
  expect(dataset.filtered).toEqual(dataset.facets);
  expect(dataset).toMatchObject({ composed: { totalCount: 1 }, decomposed: { totalCount: 1 } });
  for (const query of ['Müller', 'Mu\u0308ller', 'muller', 'Mu\u0308ller/IMG_7.txt', 'Müller/IMG_7.txt']) {
    expect(await find(query), query).toEqual(['Mu\u0308ller/IMG_7.txt']);
  }
});

test('whatever is published is found by each of its own words, in either form and any case', async () => {
  const { databases, lumen, bob } = lab();
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
    fc.stringMatching(/^[\p{L}\p{M}\p{N}]{1,6}$/u),
    fc.constantFrom("it's", 'c++', 'Ünïcode', 'e\u0301', '0042', 'img_7.jpg', 'ﬁn', 'ǅ', '한국', '東京'),
  );
  const context = await bob.context();
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 30 }), async (words) => {
      const id = newId();
      const dataset = await databases.system.dataset.create({ data: { id, orgId: lumen.id, slug: id, name: 'Words' } });
      const storable = words.map((one) => one.toWellFormed().replaceAll('\0', ''));
      await seedItems(databases.system, dataset, [
        { key: 'k', position: 1, title: storable.join(' ') },
        { key: 'other', position: 2, title: null },
      ]);
      for (const one of storable) {
        // Quotation marks are operators, so they are replaced. A text without words finds nothing.
        const plain = one.replaceAll(/["“”„‟«»＂]/g, ' ');
        if (findMatches(plain, `"${plain}"`).length === 0) continue;
        for (const form of [
          plain,
          plain.normalize('NFC'),
          plain.normalize('NFD'),
          plain.toUpperCase(),
          plain.toLowerCase(),
        ]) {
          if (plain.toUpperCase().toLowerCase() !== plain.toLowerCase() && form === plain.toUpperCase()) continue;
          const { rows } = await findItems(context, dataset, 1, { filter: { text: `"${form}"` } });
          expect(rows.length, JSON.stringify([form, storable])).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 12 },
  );
});
