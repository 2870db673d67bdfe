import { ask } from './ask.ts';
import { type Edition, sha256Of } from './edition.ts';
import type { House } from './house.ts';
import { pick } from './random.ts';

const sampledFiles = 3;

/**
 * Returns the faults in the stored data after a publish. There must be exactly the published revisions. The last one
 * must have exactly its items and files, and the earlier ones must be unchanged.
 */
export async function inspect(
  house: House,
  editions: ReadonlyMap<number, Edition>,
  revision: number,
  random: () => number,
): Promise<string[]> {
  const wrong: string[] = [];
  const { system } = house.databases;
  const { datasetId } = house;
  const dataset = await system.dataset.findFirstOrThrow({ where: { id: datasetId } });
  if (dataset.revision !== revision) wrong.push(`the dataset is at ${dataset.revision}, not at ${revision}`);
  const revisions = await system.datasetRevision.findMany({ where: { datasetId }, orderBy: { number: 'asc' } });
  if (revisions.some(({ number }, index) => number !== index + 1) || revisions.length !== revision) {
    wrong.push(`there are the revisions ${revisions.map(({ number }) => number).join(', ')}`);
  }
  const sessions = await system.ingestSession.count({
    where: { datasetId, revision, noop: false, state: 'PUBLISHED' },
  });
  if (sessions !== 1) wrong.push(`${sessions} sessions made revision ${revision}`);
  const leftovers = await system.item.count({
    where: { datasetId, OR: [{ sinceRevision: { gt: revision } }, { untilRevision: { gt: revision } }] },
  });
  if (leftovers > 0) wrong.push(`${leftovers} rows belong to a revision that does not exist`);
  for (const number of [revision, revision - 1, 1]) wrong.push(...(await compareItems(house, editions, number)));
  wrong.push(...(await compareFiles(house, editions.get(revision), random)));
  return wrong;
}

async function compareItems(
  { databases, datasetId }: House,
  editions: ReadonlyMap<number, Edition>,
  number: number,
): Promise<string[]> {
  const edition = editions.get(number);
  if (!edition) return [];
  const [found] = await databases.system.$queryRaw<{ digest: string | null; count: number; annotations: number }[]>`
    WITH tagged AS MATERIALIZED (
      SELECT item_id, string_agg(tag, ',' ORDER BY tag) AS tags FROM item_tag
      WHERE dataset_id = ${datasetId}::uuid GROUP BY item_id
    ),
    filed AS MATERIALIZED (
      SELECT l.item_id, string_agg(l.role || ':' || a.sha256, ',') AS files
      FROM item_asset l JOIN asset a ON a.id = l.asset_id GROUP BY l.item_id
    )
    SELECT encode(sha256(convert_to(string_agg(line, E'\n' ORDER BY position), 'UTF8')), 'hex') AS digest,
      count(*)::integer AS count
    FROM (
      SELECT i.position, concat_ws(' ', i.key, i.title, array_to_string(i.tags, ','), tagged.tags, filed.files) AS line
      FROM item i LEFT JOIN tagged ON tagged.item_id = i.id LEFT JOIN filed ON filed.item_id = i.id
      WHERE i.dataset_id = ${datasetId}::uuid AND i.since_revision <= ${number}
        AND (i.until_revision IS NULL OR i.until_revision > ${number})
    ) AS lines`;
  const lines = edition.items.map(({ key, title, tags, sha256 }) =>
    [key, title, tags.join(','), [...tags].sort().join(','), `PRIMARY:${sha256}`].join(' '),
  );
  if (found?.digest === sha256Of(lines.join('\n'))) return [];
  return [`the rows of revision ${number} are not those that were published; there are ${found?.count}`];
}

/** Downloads some files as readers do, and compares them with the edition. */
async function compareFiles(house: House, edition: Edition | undefined, random: () => number): Promise<string[]> {
  const wrong: string[] = [];
  const [first, ...rest] = edition?.items ?? [];
  if (!first) return [];
  for (let turn = 0; turn < sampledFiles; turn += 1) {
    const { key, sha256 } = pick(random, [first, ...rest]);
    const reply = await ask(
      house,
      `query ($key: String!) { dataset(organizationSlug: "lumen", slug: "birds") {
        item(key: $key) { content { primary { sha256 signedUrl { url } } } } } }`,
      { key },
    );
    if ('failure' in reply) {
      wrong.push(`the file of ${key} cannot be had: ${reply.failure}`);
      continue;
    }
    const { dataset } = reply.data as {
      dataset: { item: { content: { primary: { sha256: string; signedUrl: { url: string } } } } };
    };
    const { primary } = dataset.item.content;
    const bytes = new Uint8Array(await (await fetch(primary.signedUrl.url)).arrayBuffer());
    if (primary.sha256 !== sha256 || sha256Of(bytes) !== sha256) wrong.push(`the file of ${key} has other bytes`);
  }
  return wrong;
}
