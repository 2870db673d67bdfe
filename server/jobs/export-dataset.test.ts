import { expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { publishIngestSession } from '#domain/ingest/publish-ingest-session.ts';
import { ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { type Person } from '#tests/kit/person.ts';
import { itemFor, manifestOf, publishItems } from '#tests/kit/publish.ts';
import { sessionWith } from '#tests/kit/upload.ts';
import { cry, exportHelpers, parsed, singer, song } from './testing/export-helpers.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();
const { datasetWith, start, look, fetchText, exported } = exportHelpers(lab);

test('bob exports what alice published, in the form she published it', async () => {
  const { alice, bob, runJobs, birds } = lab();
  await publishItems(alice, birds.id, [singer, itemFor('wren', cry)], [song, cry]);
  const made = await start(bob, { datasetId: idOf('Dataset', birds), format: 'NDJSON' });
  expect(made).toMatchObject({ state: 'QUEUED', revisionNumber: 1, filter: null, itemCount: null, signedUrl: null });
  expect(made).toMatchObject({ requestedBy: { name: 'bob' } });

  await runJobs();
  const ready = await look(bob, made);
  expect(ready).toMatchObject({ state: 'READY', itemCount: 2, itemsWritten: 2, itemsExpected: 2, data: null });
  const lines = parsed(await fetchText(ready!));
  expect(lines[0]).toEqual({
    ...singer,
    assets: [{ role: 'PRIMARY', sha256: song.sha256, contentType: 'text/plain', filename: 'song.txt' }],
  });
  expect(lines[1]).toMatchObject({ key: 'wren', type: 'TEXT', assets: [{ role: 'PRIMARY', sha256: cry.sha256 }] });
});

test('what is published from an export is exported to the same bytes', async () => {
  const { alice, lumen, databases, runJobs } = lab();
  const from = await datasetWith([singer, itemFor('wren', cry)]);
  const made = await start(alice, { datasetId: idOf('Dataset', from), format: 'NDJSON' });
  await runJobs();
  const text = await fetchText((await look(alice, made))!);

  const to = await databases.system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: newId(), name: 'Copy' },
  });
  const manifest = manifestOf(text);
  const publish = async () => {
    const { id } = await sessionWith(alice, to.id, [manifest]);
    return publishIngestSession(await alice.context(), { sessionId: id, manifestSha256: manifest.sha256 });
  };
  expect(await publish()).toMatchObject({ kind: 'PublishSucceeded', noop: false });
  const again = await start(alice, { datasetId: idOf('Dataset', to), format: 'NDJSON' });
  await runJobs();
  expect(await fetchText((await look(alice, again))!)).toBe(text);
  expect(await publish()).toMatchObject({ kind: 'PublishSucceeded', noop: true });
});

const apiQuery = /* GraphQL */ `
  query ($id: ID!, $revisionNumber: Int, $filter: ItemFilter, $after: String) {
    node(id: $id) {
      ... on Dataset {
        items(first: 20, after: $after, revisionNumber: $revisionNumber, filter: $filter) {
          edges { node {
            key type title tags metadata createdAt
            assets { role sha256 contentType filename derived }
            annotations(first: 100) { edges { node { kind label confidence geometry source } } }
          } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`;

interface ApiItem {
  key: string;
  type: string;
  title: string | null;
  tags: string[];
  metadata: object;
  createdAt: string;
  assets: { derived: boolean; filename: string | null; [field: string]: unknown }[];
  annotations: { edges: { node: { source: string; confidence: number | null; [field: string]: unknown } }[] };
}

/** Returns the items of a dataset as the API shows them, one line for each. */
async function asked(
  person: Person,
  id: string,
  variables: { revisionNumber?: number; filter?: object; reviews?: boolean },
) {
  const lines: object[] = [];
  for (let after: string | null = null; ; ) {
    interface Page {
      node: { items: { edges: { node: ApiItem }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    }
    const { node }: Page = await ask<Page>(person, apiQuery, { id, ...variables, after });
    for (const { node: item } of node.items.edges) {
      const annotations = item.annotations.edges
        .filter(({ node: { source } }) => variables.reviews || source === 'PUBLISHER')
        .map(({ node: { source: _source, confidence, ...rest } }) => ({
          ...rest,
          ...(confidence !== null && { confidence }),
        }));
      lines.push({
        key: item.key,
        type: item.type,
        ...(item.title !== null && { title: item.title }),
        ...(item.tags.length > 0 && { tags: item.tags }),
        ...(Object.keys(item.metadata).length > 0 && { metadata: item.metadata }),
        createdAt: item.createdAt,
        assets: item.assets
          .filter(({ derived }) => !derived)
          .map(({ derived: _derived, filename, ...asset }) => ({ ...asset, ...(filename !== null && { filename }) })),
        ...(annotations.length > 0 && { annotations }),
      });
    }
    if (!node.items.pageInfo.hasNextPage) return lines;
    after = node.items.pageInfo.endCursor;
  }
}

test('an export holds what the API gives at that revision under that filter', async () => {
  const { alice, bob, databases } = lab();
  const many = Array.from({ length: 450 }, (_, index) =>
    itemFor(`k${index}`, index % 2 ? song : cry, {
      tags: index % 3 ? ['odd'] : ['rain'],
      createdAt: `2026-01-${String((index % 28) + 1).padStart(2, '0')}T00:00:00Z`,
      metadata: { index },
    }),
  );
  const dataset = await datasetWith(many);
  const id = idOf('Dataset', dataset);
  await publishItems(
    alice,
    dataset.id,
    many.slice(10).map((item, index) => ({ ...item, title: `T${index}` })),
    [],
  );
  const item = await databases.system.item.findFirstOrThrow({ where: { datasetId: dataset.id, key: 'k200' } });
  await mutate(bob, 'createAnnotation', {
    itemId: idOf('Item', item),
    kind: 'CLASSIFICATION',
    label: 'seen',
    geometry: {},
  });

  const cases: { revisionNumber?: number; filter?: object; reviews?: boolean }[] = [
    {},
    { revisionNumber: 1 },
    { revisionNumber: 1, filter: { tags: { all: ['rain'] } } },
    { filter: { text: 'T4' } },
    {
      filter: { or: [{ metadata: [{ path: ['index'], range: { gte: 440 } }] }, { annotation: { label: 'seen' } }] },
      reviews: true,
    },
    {
      filter: {
        and: [{ createdAt: { from: '2026-01-03T00:00:00Z', before: '2026-01-05T00:00:00Z' } }],
        not: { tags: { all: ['rain'] } },
      },
    },
    { filter: { tags: { all: ['nothing'] } } },
  ];
  const counts: number[] = [];
  for (const { reviews, ...which } of cases) {
    const lines = await exported(bob, { datasetId: id, ...which, withReviews: reviews ?? false });
    counts.push(lines.length);
    expect(lines).toEqual(await asked(bob, id, { ...which, reviews }));
  }
  expect(counts).toEqual([440, 450, 150, 51, 11, 20, 0]);
});
