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

/** Handwritten statement that returns one row of texts. One plan is good for all of its values. */
export interface TextStatement {
  text: StatementText;
  values: unknown[];
}

export type TextRow = readonly (string | null)[];

type Answered = (error: Error | null, row: TextRow | null) => void;

/** Runs a statement as a tenant. The connection must be prepared with `prepareTenant` and this prelude before. */
export function queryText(
  client: pg.ClientBase,
  prelude: Prelude,
  { tenant, statement: { text, values } }: { tenant: Tenant; statement: TextStatement },
  answered: Answered,
): void {
  client.query(new TextQuery(prelude, tenant, text, values, answered));
}

/**
 * Base class with the prototype of pg's query, because a client in pipeline mode accepts no other class. Does not call
 * the constructor of pg's query, which supports any kind of rows.
 */
function BareQuery() {}
BareQuery.prototype = Query.prototype;

/**
 * Query that returns one row of texts, with a prelude as in `TenantQuery`. It is faster than pg's query, because it
 * does not request a description of the row from PostgreSQL.
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
