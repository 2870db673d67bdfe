import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { Client } from 'pg';
import { defaultPoolSize } from '#database/pool-size.ts';
import { ask } from './answers.ts';
import { measured } from './make-data.ts';
import { type Operation, operations, type Places } from './operations.ts';
import {
  graphileFilterOperations,
  graphileOperations,
  graphilePage,
  naiveOperations,
  type PeerPlaces,
} from './peer-operations.ts';
import type { Scene } from './scene.ts';
import { type Side, startSide } from './side.ts';

const here = (path: string) => new URL(path, import.meta.url).pathname;

/** Returns the ids and keys of the data that the operations use. */
export async function findPlaces({ connectionString }: Scene): Promise<Omit<PeerPlaces, 'deepCursor'>> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<Omit<PeerPlaces, 'deepCursor'>>(
    `SELECT d.org_id AS "orgId", d.id AS "datasetId", place AS "deepPosition", deep.id AS "deepItemId",
       (SELECT i.key FROM item i JOIN item_asset l ON l.org_id = i.org_id AND l.item_id = i.id AND l.role = 'TRANSCRIPT'
        WHERE i.org_id = d.org_id AND i.dataset_id = d.id AND i.type = 'VIDEO' AND i.position % 20 = 0 ORDER BY i.position LIMIT 1) AS "richKey"
     FROM dataset d JOIN organization o ON o.id = d.org_id
     JOIN dataset_revision r ON r.dataset_id = d.id AND r.number = d.revision
     CROSS JOIN LATERAL (SELECT (r.item_count * 0.9)::integer AS place) p
     JOIN item deep ON deep.dataset_id = d.id AND deep.position = place
     WHERE o.slug = $1 AND d.slug = $2`,
    [measured.organization, measured.slug],
  );
  await client.end();
  return rows[0]!;
}

/**
 * Starts the limit, Vitrine and the peers, each in a separate process. Adds each to `sides` when it runs. The first is
 * the base of the comparison. In a quick run, the peer with row-level security gets only one operation.
 */
export async function startSides(
  scene: Scene,
  { peers, quick }: { peers: boolean; quick: boolean },
  sides: Side[],
): Promise<Operation[]> {
  const places = await findPlaces(scene);
  const asked = operations(places);
  const { connectionString, store } = scene;
  const start = async (name: string, args: string[]) => {
    const env = { NODE_ENV: 'production', GRAPHILE_ENV: 'production' };
    const side: Side = { ...(await startSide(name, args, { env })), bodies: {} };
    sides.push(side);
    return side;
  };
  const script = (path: string) => ['--import', 'tsx', here(path), connectionString];

  const limit = await start('limit', [...script('sides/limit.ts'), JSON.stringify(store)]);
  limit.bodies = bodiesOf(
    Object.fromEntries(asked.map(({ name, variables }) => [name, { operation: name, variables }])),
  );
  sides.push(await startVitrine(scene, places));
  if (peers) {
    // Increases V8's young generation. With the default, PostGraphile spends up to half of its time on garbage
    // collection.
    const graphileArgs = [
      '--max-semi-space-size=64',
      here('../peers/postgraphile.mjs'),
      connectionString,
      String(defaultPoolSize),
    ];
    const graphile = await start('PostGraphile', graphileArgs);
    const peerPlaces = { ...places, deepCursor: await graphileCursor(graphile, places) };
    graphile.bodies = bodiesOf(graphileOperations(peerPlaces));
    const walled = await start('PostGraphile with row-level security', [...graphileArgs, 'tenant', places.orgId]);
    walled.bodies = quick ? { Q2: graphile.bodies['Q2']! } : graphile.bodies;
    const filtering = await start('PostGraphile by filters', [...graphileArgs, 'filters']);
    filtering.bodies = bodiesOf(graphileFilterOperations(peerPlaces));
    const naive = await start('naive', script('sides/naive.ts'));
    naive.bodies = bodiesOf(naiveOperations(peerPlaces));
  }
  return asked;
}

/** Starts Vitrine as in production, with its normal entry point, all limits, the access log and row-level security. */
export async function startVitrine(scene: Scene, places: Places, env: Record<string, string> = {}): Promise<Side> {
  const port = await freePort();
  const side = await startSide('Vitrine', [here('../../dist/server/main.js')], {
    headers: { authorization: `Bearer ${scene.token}` },
    env: {
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      PROCESSES: 'api',
      DEMO: 'false',
      // Raises the limit, because the benchmark sends more requests than real users. The cost of each request is still
      // computed.
      COST_BUCKET_POINTS: '1000000000',
      LOG_LEVEL: 'warn',
      DATABASE_URL: scene.connectionString,
      ...scene.store,
      ...env,
    },
    isTheLine: (line) => (line.includes('Vitrine is at') ? `http://127.0.0.1:${port}/graphql` : null),
  });
  const bodies = Object.fromEntries(
    operations(places).map(({ name, query, variables }) => [name, { query, variables }]),
  );
  return { ...side, bodies: bodiesOf(bodies) };
}

function bodiesOf(requests: Record<string, object>) {
  return Object.fromEntries(Object.entries(requests).map(([name, request]) => [name, JSON.stringify(request)]));
}

/**
 * Returns PostGraphile's cursor of the row before the deep page. Only PostGraphile can create it, so this pages there
 * once.
 */
async function graphileCursor(
  side: Omit<Side, 'bodies'>,
  { orgId, datasetId, deepPosition }: Omit<PeerPlaces, 'deepCursor'>,
): Promise<string> {
  const variables = { orgId, datasetId, offset: deepPosition - 1 };
  const data = (await ask(side, JSON.stringify({ query: graphilePage, variables }))) as {
    datasetByOrgIdAndRowId: { itemsByOrgIdAndDatasetId: { edges: { cursor: string }[] } };
  };
  return data.datasetByOrgIdAndRowId.itemsByOrgIdAndDatasetId.edges[0]!.cursor;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
