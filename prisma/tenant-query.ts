import type * as pg from 'pg';
import { Query as pgQuery } from 'pg';
import { interruptibly } from './interruptible-work.ts';

/** Whose rows a statement may see: ids of organizations, sorted. None means no tenant row at all. */
export type Tenant = readonly string[];

const prelude = { name: 'tenant', text: "SELECT set_config('app.org_ids', $1, true)" };

/** Statements that open or end a transaction: they touch no row, and after a failure only they are allowed. */
const transactionControl = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)\b/i;

/** The part of pg's connection that is used below; its published types leave it out. */
interface Connection {
  bind(message: { portal: string; statement: string; values: string[] }): void;
  execute(message: { portal: string }): void;
}

/** The overridable steps of pg's query; its published types leave them out. */
interface QuerySteps extends pg.Submittable {
  requiresPreparation(): boolean;
  prepare(connection: Connection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

const Query = pgQuery as unknown as new (...args: unknown[]) => QuerySteps;

/**
 * A statement with the tenant in front of it, in one round trip: both travel before a single Sync, which makes them one
 * implicit transaction, so the setting is in force for exactly this statement and is gone after it.
 * (PostgreSQL: Message Flow, Pipelining.)
 */
export class TenantQuery extends Query {
  readonly #tenant: Tenant;
  #preludeDone = false;

  constructor(tenant: Tenant, ...args: unknown[]) {
    super(...args);
    this.#tenant = tenant;
  }

  override requiresPreparation() {
    return true;
  }

  override prepare(connection: Connection) {
    connection.bind({ portal: '', statement: prelude.name, values: [this.#tenant.join(',')] });
    connection.execute({ portal: '' });
    super.prepare(connection);
  }

  override handleDataRow(message: unknown) {
    if (this.#preludeDone) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection) {
    if (this.#preludeDone) super.handleCommandComplete(message, connection);
    this.#preludeDone = true;
  }
}

/** Runs a statement on a connection as a tenant. The connection must have been prepared once by `prepareTenant`. */
export function queryAsTenant(
  client: pg.ClientBase,
  tenant: Tenant,
  config: pg.QueryConfig | string,
  values?: unknown[],
): Promise<pg.QueryResult> {
  if (isTransactionControl(config)) return client.query(config);
  return interruptibly(
    client,
    () =>
      new Promise<pg.QueryResult>((resolve, reject) => {
        client.query(
          new TenantQuery(tenant, config, values, (error: Error | null, result: pg.QueryResult) => {
            if (error) reject(error);
            else resolve(result);
          }),
        );
      }),
  );
}

export function isTransactionControl(config: pg.QueryConfig | string): boolean {
  return transactionControl.test(typeof config === 'string' ? config : config.text);
}

/** Prepares a new connection for `queryAsTenant`. It is the connection's first statement: should it fail, so does every other. */
export function prepareTenant(client: pg.ClientBase): void {
  client.query({ ...prelude, values: [''] }, () => {});
}
