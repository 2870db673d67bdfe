import type * as pg from 'pg';
import { Query as pgQuery } from 'pg';
import { interruptibly } from './interruptible-work.ts';

/** Whose rows a statement may see: ids of organizations, sorted. None means no tenant row at all. */
export type Tenant = readonly string[];

/** Sets what the planner goes by for one statement; without a value it stays as it is. */
const setting = (name: string, value: string) =>
  `set_config('${name}', coalesce(${value}, current_setting('${name}')), true)`;

/** Ways other than walking an index in its order. */
const unlikeWalks = ['enable_seqscan', 'enable_sort', 'enable_hashjoin', 'enable_bitmapscan', 'enable_material'];

/**
 * A prepared statement is planned once for all values, rather than anew for the first few. Without knowing them,
 * PostgreSQL takes lists to be short and would rather read and sort them: such a statement walks indexes, which is good
 * for short lists, too. Any other is planned each time, as PostgreSQL likes, or as its transaction has said.
 */
const planning = { prepared: ['force_generic_plan', 'off'], other: [null, null] };

/** Goes ahead of a statement, and says whose rows it may see. It is prepared once for each connection. */
export interface Prelude {
  name: string;
  text: string;
  values: (tenant: Tenant, isPrepared: boolean) => (string | null)[];
}

const setTenant = `SELECT set_config('app.org_ids', $1, true)`;

/** For connections with prepared statements and others: it says how each is planned, too. */
export const tenantAndPlanning: Prelude = {
  name: 'tenant',
  text: `${setTenant}, ${setting('plan_cache_mode', '$2')}, ${unlikeWalks.map((name) => setting(name, '$3')).join(', ')}`,
  values: (tenant, isPrepared) => [tenant.join(), ...(isPrepared ? planning.prepared : planning.other)],
};

/** For connections with prepared statements only, which are opened with `planningOfPrepared`. */
export const tenantAlone: Prelude = { name: 'tenant', text: setTenant, values: (tenant) => [tenant.join()] };

/** Startup options of connections with prepared statements only, which are planned once for all values. */
export const planningOfPrepared = ['plan_cache_mode=force_generic_plan', ...unlikeWalks.map((name) => `${name}=off`)]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * Settings that decide how PostgreSQL prints times and numbers. Prisma's adapter takes every time for UTC, and cursors are
 * compared as text, so the defaults of a database or a role do not count.
 */
const printing = { TimeZone: 'UTC', DateStyle: 'ISO', extra_float_digits: '1' };

/** Startup options that set how values are printed. */
export const printingOptions = Object.entries(printing)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');

/** Limits of one statement, in milliseconds. */
export interface StatementLimits {
  statementMilliseconds: number;
  lockMilliseconds: number;
}

/**
 * For connections through a pooler, whose next transaction may run in another session: nothing is prepared, and the role
 * and the limits are set for each statement, too.
 */
export function preludeWithoutSession({ statementMilliseconds, lockMilliseconds }: StatementLimits): Prelude {
  const settings = Object.entries({
    role: 'vitrine_app',
    jit: 'off',
    ...printing,
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

/** Notes that a new connection has no session of its own: its statements go with this prelude, and without names. */
export function goWithoutSession(client: pg.ClientBase, prelude: Prelude): void {
  preludes.set((client as unknown as { connection: object }).connection, prelude);
}

/** Whether statements of this connection may be prepared by name. */
export function hasSession(connection: Connection): boolean {
  return !preludes.has(connection);
}

/** Prepared statements a connection keeps; each costs PostgreSQL some memory. */
const keptStatements = 100;

/** Statements that open or end a transaction: they touch no row, and after a failure only they are allowed. */
const transactionControl = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)\b/i;

/** The part of pg's connection that is used here; its published types leave it out. */
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

/** The overridable steps of pg's query; its published types leave them out. */
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

/** pg's query, whose steps are overridden. */
export const Query = pgQuery as unknown as new (...args: unknown[]) => QuerySteps;

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

/** Sends a prelude ahead of a statement, which has a name if it is prepared. A connection without a session has its own. */
export function sendPrelude(connection: Connection, usual: Prelude, tenant: Tenant, name: string | undefined) {
  const prelude = preludes.get(connection) ?? usual;
  if (name) keepStatement(connection, name);
  if (prelude.name === '') connection.parse({ name: '', text: prelude.text });
  connection.bind({ portal: '', statement: prelude.name, values: prelude.values(tenant, name !== undefined) });
  connection.execute({ portal: '' });
}

const statementsOf = new WeakMap<Connection, Set<string>>();

/** Notes that a prepared statement is used, and lets go of the one that was not for the longest time. */
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

/** Runs a statement on a connection as a tenant. The connection must have been prepared once by `prepareTenant`, for tenants and planning. */
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

/** Whether a statement opens or ends a transaction or savepoint. */
export function isTransactionControl(config: pg.QueryConfig | string): boolean {
  return transactionControl.test(typeof config === 'string' ? config : config.text);
}

/** Prepares a new connection for the statements of tenants. It is the connection's first statement: should it fail, so does every other. */
export function prepareTenant(client: pg.ClientBase, { name, text, values }: Prelude = tenantAndPlanning): void {
  client.query({ name, text, values: values([], false) }, () => {});
}
