import type * as pg from 'pg';
import { Query as pgQuery } from 'pg';
import { interruptibly } from './interruptible-work.ts';
import { settingsOfTransaction } from './session-settings.ts';

/** Sorted ids of the organizations whose rows a statement may see. With an empty list, it sees no rows of tenants. */
export type Tenant = readonly string[];

/** Returns SQL that changes a planner setting for one statement. A null value keeps the setting. */
const setting = (name: string, value: string) =>
  `set_config('${name}', coalesce(${value}, current_setting('${name}')), true)`;

/** Planner settings for all methods other than index scans in the order of an index. */
const unlikeWalks = ['enable_seqscan', 'enable_sort', 'enable_hashjoin', 'enable_bitmapscan', 'enable_material'];

/**
 * Planner settings for prepared and for other statements. A prepared statement is planned once, without its values.
 * PostgreSQL would then assume that lists are short, and would read and sort them. So prepared statements must use
 * index scans, which are also fast for short lists. Other statements are planned at each run, with the current
 * settings.
 */
const planning = { prepared: ['force_generic_plan', 'off'], other: [null, null] };

/** Statement that is sent before another statement and sets its tenant. Each connection prepares it once. */
export interface Prelude {
  name: string;
  text: string;
  values: (tenant: Tenant, isPrepared: boolean) => (string | null)[];
}

const setTenant = `SELECT set_config('app.org_ids', $1, true)`;

/** Prelude for connections with prepared and other statements. It also sets the planner settings of each statement. */
export const tenantAndPlanning: Prelude = {
  name: 'tenant',
  text: `${setTenant}, ${setting('plan_cache_mode', '$2')}, ${unlikeWalks.map((name) => setting(name, '$3')).join(', ')}`,
  values: (tenant, isPrepared) => [tenant.join(), ...(isPrepared ? planning.prepared : planning.other)],
};

/** Prelude for connections with only prepared statements, which are opened with `planningOfPrepared`. */
export const tenantAlone: Prelude = { name: 'tenant', text: setTenant, values: (tenant) => [tenant.join()] };

/** Startup options for connections with only prepared statements. Each statement is planned once for all values. */
export const planningOfPrepared = ['plan_cache_mode=force_generic_plan', ...unlikeWalks.map((name) => `${name}=off`)]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** Limits of one statement, in milliseconds. */
export interface StatementLimits {
  statementMilliseconds: number;
  lockMilliseconds: number;
}

/**
 * Returns the prelude for connections through a pooler. Their next transaction may run in another session, so each
 * statement also sets its role and limits. Nothing is prepared.
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

/** Marks a new connection as one without a session. It then uses this prelude, and its statements have no names. */
export function goWithoutSession(client: pg.ClientBase, prelude: Prelude): void {
  preludes.set((client as unknown as { connection: object }).connection, prelude);
}

/** Returns whether statements of this connection may be prepared by name. */
export function hasSession(connection: Connection): boolean {
  return !preludes.has(connection);
}

/** Maximum number of prepared statements of a connection. Each one takes memory in PostgreSQL. */
const keptStatements = 100;

/**
 * Pattern of statements that begin or end a transaction. They read no rows, and after an error PostgreSQL accepts only
 * these.
 */
const transactionControl = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)\b/i;

/** Properties of pg's connection that are used here and missing in pg's published types. */
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

/** Methods of pg's query that can be overridden. They are missing in pg's published types. */
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

/** Query class of pg, whose methods are overridden. */
export const Query = pgQuery as unknown as new (...args: unknown[]) => QuerySteps;

/**
 * Query that sends a prelude and a statement in one round trip. Both are sent before a single Sync message, which makes
 * them one implicit transaction. So the tenant is set only for this statement. (PostgreSQL: Message Flow, Pipelining.)
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
 * Sends a prelude before a statement. `name` is set if the statement is prepared. Connections without a session use
 * their own prelude.
 */
export function sendPrelude(connection: Connection, usual: Prelude, tenant: Tenant, name: string | undefined) {
  const prelude = preludes.get(connection) ?? usual;
  if (name) keepStatement(connection, name);
  if (prelude.name === '') connection.parse({ name: '', text: prelude.text });
  connection.bind({ portal: '', statement: prelude.name, values: prelude.values(tenant, name !== undefined) });
  connection.execute({ portal: '' });
}

const statementsOf = new WeakMap<Connection, Set<string>>();

/** Records the use of a prepared statement. Above the limit, closes the least recently used one. */
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
 * Runs a statement on a connection as a tenant. The connection must be prepared with `prepareTenant` and its default
 * prelude before.
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

/** Returns whether a statement begins or ends a transaction or savepoint. */
export function isTransactionControl(config: pg.QueryConfig | string): boolean {
  return transactionControl.test(typeof config === 'string' ? config : config.text);
}

/**
 * Prepares a new connection for the statements of tenants. If this first statement fails, every later statement fails
 * too.
 */
export function prepareTenant(client: pg.ClientBase, { name, text, values }: Prelude = tenantAndPlanning): void {
  client.query({ name, text, values: values([], false) }, () => {});
}
