import type pg from 'pg';
import type { PrismaClient } from '#prisma/client/client.ts';
import { type InterruptibleWork, interruptibly, Stopped } from './interruptible-work.ts';
import { PipelineAbandoned } from './pipelines/pipeline.ts';
import type { Pipelines } from './pipelines/pipelines.ts';
import { withConnection } from './tenant-pool.ts';
import { type Tenant, tenantAndPlanning } from './tenant-query.ts';
import { queryText, type TextRow, type TextStatement } from './text-query.ts';

/** Connections and tenant for handwritten statements. */
export interface TenantWay {
  pool: pg.Pool;
  pipelines: Pipelines;
  tenant: Tenant;
}

const ways = new WeakMap<object, TenantWay>();

/** Registers the connections and the tenant of a client, for handwritten statements. */
export function rememberTenant(db: PrismaClient, way: TenantWay) {
  if (!ways.has(db)) ways.set(db, way);
}

/**
 * Runs a statement as the tenant of a client, with row-level security. Returns null if the statement gave up, or if the
 * client is not registered, as within a transaction. The statement is cancelled if the surrounding work is stopped.
 */
export async function runStatement(db: object, statement: TextStatement): Promise<TextRow | null> {
  const way = ways.get(db);
  return way ? unlessGivenUp(runAlone(way, statement)) : null;
}

/**
 * Runs a read-only statement as `runStatement` does, as part of the given work. A short statement uses a pipeline, so
 * that it need not wait for a connection. If the pipeline is abandoned, the statement runs again on a separate
 * connection.
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

/** Error code of PostgreSQL for a text that it cannot convert. A statement gives up by causing this error. */
const givenUp = '22P02';

async function unlessGivenUp(answer: Promise<TextRow | null>): Promise<TextRow | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === givenUp) return null;
    throw error;
  }
}
