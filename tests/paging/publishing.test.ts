import { expect, test } from 'vitest';
import { ask } from '#tests/kit/ask.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const file = fileOf('a song');
const revisions = 12;

const pageQuery = /* GraphQL */ `
  query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: ItemOrder) {
    dataset(organizationSlug: "lumen", slug: "birds") {
      items(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
        edges { cursor node { key } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
`;

interface Answer {
  dataset: {
    items: {
      edges: { node: { key: string } }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
    };
  };
}

/** Reads a list from one end to the other, page by page. */
async function walk(backward: boolean, orderBy: object | null): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const answer: Answer = await ask<Answer>(lab().bob, pageQuery, {
      ...(backward ? { last: 7, before: cursor } : { first: 7, after: cursor }),
      orderBy,
    });
    const { edges, pageInfo } = answer.dataset.items;
    seen.push(...edges.map(({ node }) => node.key));
    if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return seen;
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
  }
}

test('while alice publishes for real, bob sees what stays exactly once, whichever way he walks', async () => {
  const { alice, birds } = lab();
  const stay = Array.from({ length: 40 }, (_, index) => `stays-${index}`);
  const edition = (number: number) => [
    ...stay.map((key) =>
      itemFor(key, file, { title: key, metadata: key.endsWith(String(number % 10)) ? { number } : {} }),
    ),
    // These items appear and disappear.
    ...Array.from({ length: 10 }, (_, index) => itemFor(`passes-${number % 3}-${index}`, file)),
  ];
  await publishItems(alice, birds.id, edition(0), [file]);

  const state = { publishing: true };
  const publishing = (async () => {
    for (let number = 1; number <= revisions; number += 1) await publishItems(alice, birds.id, edition(number), []);
    state.publishing = false;
  })();
  let walks = 0;
  const readers = [null, { field: 'TITLE', direction: 'DESC' }].flatMap((orderBy) =>
    [false, true].map(async (backward) => {
      while (state.publishing) {
        const seen = await walk(backward, orderBy);
        const counts = stay.map((key) => seen.filter((each) => each === key).length);
        expect(counts.filter((count) => count !== 1)).toEqual([]);
        walks += 1;
      }
    }),
  );
  await Promise.all([publishing, ...readers]);
  console.log(`paging: ${walks} walks while ${revisions} revisions were published saw what stayed exactly once`);
  expect(walks).toBeGreaterThanOrEqual(4);
});
