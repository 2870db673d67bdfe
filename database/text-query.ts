import type pg from 'pg';
import utils from 'pg/lib/utils.js';
import type { StatementText } from './statement-text.ts';
import {
  type Connection,
  hasSession,
  type Prelude,
  Query,
  type QuerySteps,
  sendPrelude,
  type Tenant,
} from './tenant-query.ts';

/** A statement that is written by hand and returns one row of texts. One plan of it is good for all values. */
export interface TextStatement {
  text: StatementText;
  values: unknown[];
}

export type TextRow = readonly (string | null)[];

type Answered = (error: Error | null, row: TextRow | null) => void;

/** Runs a statement as a tenant. The connection must first be prepared for the prelude by `prepareTenant`. */
export function queryText(
  client: pg.ClientBase,
  prelude: Prelude,
  { tenant, statement: { text, values } }: { tenant: Tenant; statement: TextStatement },
  answered: Answered,
): void {
  client.query(new TextQuery(prelude, tenant, text, values, answered));
}

/**
 * Base class that passes for pg's query, because a client with a pipeline accepts no other. Skips the constructor of
 * pg's query, which prepares for rows of any kind.
 */
function BareQuery() {}
BareQuery.prototype = Query.prototype;

/**
 * A statement that returns one row of texts, with the tenant in front of it as in `TenantQuery`. Skips the work that pg
 * does for any kind of row: it does not ask PostgreSQL for a description of the row.
 */
class TextQuery extends (BareQuery as unknown as new () => QuerySteps) {
  override readonly text: string;
  override name: string | undefined;
  readonly #prelude: Prelude;
  readonly #tenant: Tenant;
  readonly #values: unknown[];
  readonly #answered: Answered;
  #row: TextRow | null = null;
  #tenantIsSet = false;

  constructor(prelude: Prelude, tenant: Tenant, text: StatementText, values: unknown[], answered: Answered) {
    super();
    this.text = text.text;
    this.name = text.nameOfRun();
    this.#prelude = prelude;
    this.#tenant = tenant;
    this.#values = values;
    this.#answered = answered;
  }

  override requiresPreparation() {
    return true;
  }

  override prepare(connection: Connection) {
    if (!hasSession(connection)) this.name = undefined;
    const { name = '', text } = this;
    sendPrelude(connection, this.#prelude, this.#tenant, this.name);
    if (!this.hasBeenParsed(connection)) {
      connection.parse({ name, text });
      if (name) connection.submittedNamedStatements[name] = text;
    }
    connection.bind({ portal: '', statement: name, values: this.#values, valueMapper: utils.prepareValue });
    connection.execute({ portal: '' });
    connection.sync();
  }

  override handleDataRow({ fields }: { fields: (string | null)[] }) {
    if (this.#tenantIsSet) this.#row ??= fields;
  }

  override handleCommandComplete() {
    this.#tenantIsSet = true;
  }

  override handleReadyForQuery() {
    this.#answered(null, this.#row);
  }

  override handleError(error: Error) {
    this.#answered(error, null);
  }
}
