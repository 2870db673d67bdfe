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

/** A statement that was written by hand and answers one row of texts. One way of running it is good for all values. */
export interface TextStatement {
  text: StatementText;
  values: unknown[];
}

export type TextRow = readonly (string | null)[];

type Answered = (error: Error | null, row: TextRow | null) => void;

/** Asks as a tenant. The connection must have been prepared once for the prelude by `prepareTenant`. */
export function queryText(
  client: pg.ClientBase,
  prelude: Prelude,
  { tenant, statement: { text, values } }: { tenant: Tenant; statement: TextStatement },
  answered: Answered,
): void {
  client.query(new TextQuery(prelude, tenant, text, values, answered));
}

/** One of pg's queries to a client with a pipeline, which takes no others, but without what those make ready for any row. */
function BareQuery() {}
BareQuery.prototype = Query.prototype;

/**
 * A statement that answers one row of texts, with the tenant in front of it as in `TenantQuery`. It does without what pg
 * does for any row: PostgreSQL is not asked to describe the row, and nothing is looked up to read it.
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
