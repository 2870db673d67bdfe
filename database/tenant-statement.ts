import type pg from 'pg';
import type { PrismaClient } from '#prisma/client/client.ts';
import { type InterruptibleWork, interruptibly, Stopped } from './interruptible-work.ts';
import { PipelineAbandoned } from './pipelines/pipeline.ts';
import type { Pipelines } from './pipelines/pipelines.ts';
import { withConnection } from './tenant-pool.ts';
import { type Tenant, tenantAndPlanning } from './tenant-query.ts';
import { queryText, type TextRow, type TextStatement } from './text-query.ts';

/** How statements by hand reach the database as a tenant. */
export interface TenantWay {
  pool: pg.Pool;
  pipelines: Pipelines;
  tenant: Tenant;
}

const ways = new WeakMap<object, TenantWay>();

/** Lets statements by hand go the way of this client: as the same tenant. */
export function rememberTenant(db: PrismaClient, way: TenantWay) {
  if (!ways.has(db)) ways.set(db, way);
}

/**
 * Runs a statement as the tenant of a client, behind the same wall; null when it gave up, and where there is no such
 * way: inside a transaction. It ends with the work that it is called in.
 */
export async function runStatement(db: object, statement: TextStatement): Promise<TextRow | null> {
  const way = ways.get(db);
  return way ? unlessGivenUp(runAlone(way, statement)) : null;
}

/**
 * The same for one that only reads, and ends with the work it is part of. A short one goes down a pipeline, so that it
 * does not wait for a connection; it is asked again when it gets stuck there.
 */
export async function readStatement(
  db: object,
  statement: TextStatement,
  work: InterruptibleWork | undefined,
): Promise<TextRow | null> {
  const way = ways.get(db);
  if (!way) return null;
  if (work?.isStopped) throw new Stopped();
  const row = await unlessGivenUp(
    way.pipelines.send({ tenant: way.tenant, statement, work })?.catch((error: unknown) => {
      if (error instanceof PipelineAbandoned) return runAlone(way, statement, work);
      throw error;
    }) ?? runAlone(way, statement, work),
  );
  if (work?.isStopped) throw new Stopped();
  return row;
}

function runAlone(
  { pool, tenant }: TenantWay,
  statement: TextStatement,
  work?: InterruptibleWork,
): Promise<TextRow | null> {
  return withConnection(pool, (client) =>
    interruptibly(
      client,
      () =>
        new Promise((resolve, reject) => {
          const since = performance.now();
          queryText(client, tenantAndPlanning, { tenant, statement }, (error, row) => {
            statement.text.took(performance.now() - since);
            if (error) reject(error);
            else resolve(row);
          });
        }),
      work,
    ),
  );
}

/** PostgreSQL could not read a text as what it should be: how a statement says that it gives up. */
const givenUp = '22P02';

async function unlessGivenUp(answer: Promise<TextRow | null>): Promise<TextRow | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === givenUp) return null;
    throw error;
  }
}
