import { expect, test } from 'vitest';
import { itemFor, itemsOf, manifestOf } from '#tests/kit/publish.ts';
import { fileOf, sessionWith } from '#tests/kit/upload.ts';
import { type World, world } from '#tests/kit/world.ts';
import { publishIngestSession } from '../publish-ingest-session.ts';

const crow = fileOf('crow');
const wren = fileOf('wren');
const itemCount = 20_000;

/** Returns a manifest of many stretches. With `retouched`, every hundredth item has another title. */
function edition({ retouched = false, blankLines = 0 } = {}) {
  const lines = Array.from({ length: itemCount }, (_, index) =>
    JSON.stringify(
      itemFor(`bird/${String(index).padStart(6, '0')}`, index % 4 === 0 ? crow : wren, {
        title: retouched && index % 100 === 0 ? `Bird ${index}, retouched` : `Bird ${index}`,
        tags: [index % 4 === 0 ? 'crow' : 'wren', `flock-${index % 7}`],
        metadata: { ring: index },
      }),
    ),
  );
  return '\n'.repeat(blankLines) + lines.join('\n');
}

async function publish(lab: World, text: string) {
  const manifest = manifestOf(text);
  const session = await sessionWith(lab.alice, lab.birds.id, [crow, wren, manifest]);
  const context = await lab.alice.context();
  const asked = { sessionId: session.id, manifestSha256: manifest.sha256 };
  const answer = await publishIngestSession({ ...context, limits: { ...context.limits, publishSeconds: 120 } }, asked);
  if (answer.kind !== 'PublishSucceeded') throw new Error(`Not published: ${answer.kind}.`);
  return answer;
}

test('twenty thousand items: exact counts and facets, a hundredth changed, the same again a noop', async () => {
  const lab = await world();
  const first = await publish(lab, edition());
  const flocks = Array.from({ length: 7 }, (_, flock) => ({
    value: `flock-${flock}`,
    count: Math.ceil((itemCount - flock) / 7),
  }));
  const facets = {
    types: [{ value: 'TEXT', count: itemCount }],
    tags: expect.arrayContaining([
      { value: 'wren', count: itemCount * 0.75 },
      { value: 'crow', count: itemCount * 0.25 },
      ...flocks,
    ]) as unknown,
    labels: [],
  };
  expect(first.revision).toMatchObject({
    number: 1,
    itemCount,
    byteSize: BigInt(itemCount * 4),
    facets,
    changes: { added: itemCount, changed: 0, removed: 0, unchanged: 0 },
  });
  const items = await itemsOf(lab, lab.birds, 1);
  // Positions follow the order of the lines without gaps, although several stretches are written at the same time.
  expect(items.map(({ key }) => key)).toEqual(items.map(({ key }) => key).toSorted());
  expect(items.map(({ position }) => Number(position))).toEqual(Array.from({ length: itemCount }, (_, at) => at + 1));
  expect(await linkCounts(lab)).toEqual({ files: itemCount, tags: itemCount * 2 });

  const second = await publish(lab, edition({ retouched: true }));
  expect(second.revision).toMatchObject({
    number: 2,
    itemCount,
    facets,
    changes: { added: 0, changed: itemCount / 100, removed: 0, unchanged: itemCount * 0.99 },
  });
  const after = await itemsOf(lab, lab.birds, 2);
  expect(after.map(({ key, position }) => [key, position])).toEqual(items.map(({ key, position }) => [key, position]));
  expect(after.filter(({ title }) => title?.endsWith('retouched'))).toHaveLength(itemCount / 100);

  const rows = await lab.databases.system.item.count();
  const third = await publish(lab, edition({ retouched: true, blankLines: 1 }));
  expect(third).toMatchObject({ noop: true, revision: { number: 2 } });
  expect(await lab.databases.system.item.count()).toBe(rows);
});

/** Counts the files and tags of all item rows. */
async function linkCounts({ databases }: World) {
  const [counts] = await databases.system.$queryRaw<{ files: number; tags: number }[]>`
    SELECT (SELECT count(*)::integer FROM item_asset) AS files, (SELECT count(*)::integer FROM item_tag) AS tags`;
  return counts;
}
