import type * as pg from 'pg';
import { Query as pgQuery } from 'pg';
import { interruptibly } from './interruptible-work.ts';
import { settingsOfTransaction } from './session-settings.ts';

/** Organizations whose rows a statement may see: their ids, sorted. An empty list sees no tenant rows. */
export type Tenant = readonly string[];

/** Returns SQL that changes a planner setting for one statement. A null value keeps the setting. */
const setting = (name: string, value: string) =>
  `set_config('${name}', coalesce(${value}, current_setting('${name}')), true)`;

/** Planner settings for everything except index scans in index order. */
const unlikeWalks = ['enable_seqscan', 'enable_sort', 'enable_hashjoin', 'enable_bitmapscan', 'enable_material'];

/**
 * A prepared statement is planned once for all values, not anew for its first runs. Without the values, PostgreSQL
 * assumes that lists are short, and would read and sort them. So such a statement must use index scans, which are good
 * for short lists too. Any other statement is planned at each run, with the settings of PostgreSQL or of its
 * transaction.
 */
const planning = { prepared: ['force_generic_plan', 'off'], other: [null, null] };

/** A statement that is sent ahead of another one and sets its tenant. Each connection prepares it once. */
export interface Prelude {
  name: string;
  text: string;
  values: (tenant: Tenant, isPrepared: boolean) => (string | null)[];
}

const setTenant = `SELECT set_config('app.org_ids', $1, true)`;

/** Prelude for connections with prepared and other statements: also sets how each one is planned. */
export const tenantAndPlanning: Prelude = {
  name: 'tenant',
  text: `${setTenant}, ${setting('plan_cache_mode', '$2')}, ${unlikeWalks.map((name) => setting(name, '$3')).join(', ')}`,
  values: (tenant, isPrepared) => [tenant.join(), ...(isPrepared ? planning.prepared : planning.other)],
};

/** Prelude for connections with prepared statements only, which are opened with `planningOfPrepared`. */
export const tenantAlone: Prelude = { name: 'tenant', text: setTenant, values: (tenant) => [tenant.join()] };

/** Startup options for connections with prepared statements only: statements are planned once for all values. */
export const planningOfPrepared = ['plan_cache_mode=force_generic_plan', ...unlikeWalks.map((name) => `${name}=off`)]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** Limits of one statement, in milliseconds. */
export interface StatementLimits {
  statementMilliseconds: number;
  lockMilliseconds: number;
}

/**
 * Returns the prelude for connections through a pooler, whose next transaction may run in another session. So each
 * statement also sets its role and limits, and nothing is prepared.
 */
export function preludeWithoutSession({ statementMilliseconds, lockMilliseconds }: StatementLimits): Prelude {
  const settings = Object.entries({
    role: 'vitrine_app',
    jit: 'off',
    ...settingsOfTransaction,
    statement_timeout: statementMilliseconds,
    lock_timeout: lockMilliseconds,
  }).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  return {
    name: '',
    text: `${setTenant}, ${settings.join(', ')}`,
    values: (tenant) => [tenant.join()],
  };
}

const preludes = new WeakMap<object, Prelude>();

/** Marks a new connection as one without a session. Its statements use this prelude and have no names. */
export function goWithoutSession(client: pg.ClientBase, prelude: Prelude): void {
  preludes.set((client as unknown as { connection: object }).connection, prelude);
}

/** Returns whether statements of this connection may be prepared by name. */
export function hasSession(connection: Connection): boolean {
  return !preludes.has(connection);
}

/** Maximum number of prepared statements of a connection. Each one takes memory in PostgreSQL. */
const keptStatements = 100;

/** Statements that open or end a transaction. They touch no rows, and after a failure PostgreSQL allows only these. */
const transactionControl = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)\b/i;

/** The part of pg's connection that is used here. pg's published types omit it. */
export interface Connection {
  stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: {
    portal: string;
    statement: string;
    values: unknown[];
    valueMapper?: (value: unknown) => unknown;
  }): void;
  execute(message: { portal: string }): void;
  sync(): void;
  close(message: { type: 'S'; name: string }): void;
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
}

/** The steps of pg's query that can be overridden. pg's published types omit them. */
export interface QuerySteps extends pg.Submittable {
  name: string | undefined;
  text: string;
  requiresPreparation(): boolean;
  hasBeenParsed(connection: Connection): boolean;
  prepare(connection: Connection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
  handleError(error: Error, connection: Connection): void;
}

/** The query class of pg, whose steps are overridden. */
export const Query = pgQuery as unknown as new (...args: unknown[]) => QuerySteps;

/**
 * A statement with the tenant in front of it, in one round trip. Both are sent before a single Sync, which makes them
 * one implicit transaction. So the setting holds for exactly this statement. (PostgreSQL: Message Flow, Pipelining.)
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
    if (!hasSession(connection)) this.name = undefined;
    sendPrelude(connection, tenantAndPlanning, this.#tenant, this.name);
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

/**
 * Sends a prelude ahead of a statement, which has a name if it is prepared. Connections without a session use their own
 * prelude.
 */
export function sendPrelude(connection: Connection, usual: Prelude, tenant: Tenant, name: string | undefined) {
  const prelude = preludes.get(connection) ?? usual;
  if (name) keepStatement(connection, name);
  if (prelude.name === '') connection.parse({ name: '', text: prelude.text });
  connection.bind({ portal: '', statement: prelude.name, values: prelude.values(tenant, name !== undefined) });
  connection.execute({ portal: '' });
}

const statementsOf = new WeakMap<Connection, Set<string>>();

/** Records that a prepared statement is used. Above the limit, closes the one that was unused for the longest time. */
function keepStatement(connection: Connection, name: string) {
  const names = statementsOf.get(connection) ?? new Set<string>();
  statementsOf.set(connection, names);
  names.delete(name);
  names.add(name);
  const [oldest] = names;
  if (names.size <= keptStatements || oldest === undefined) return;
  names.delete(oldest);
  delete connection.parsedStatements[oldest];
  delete connection.submittedNamedStatements[oldest];
  connection.close({ type: 'S', name: oldest });
}

/**
 * Runs a statement on a connection as a tenant. The connection must first be prepared by `prepareTenant`, with the
 * default prelude.
 */
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

/** Returns whether a statement opens or ends a transaction or savepoint. */
export function isTransactionControl(config: pg.QueryConfig | string): boolean {
  return transactionControl.test(typeof config === 'string' ? config : config.text);
}

/**
 * Prepares a new connection for the statements of tenants. This is its first statement: if it fails, every later
 * statement fails too.
 */
export function prepareTenant(client: pg.ClientBase, { name, text, values }: Prelude = tenantAndPlanning): void {
  client.query({ name, text, values: values([], false) }, () => {});
}
