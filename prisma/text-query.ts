import type pg from 'pg';
import utils from 'pg/lib/utils.js';
import type { StatementText } from './statement-text.ts';
import { type Connection, sendTenant, type Tenant } from './tenant-query.ts';

export type TextRow = readonly (string | null)[];

/** What a query is told by pg's client; its published types leave it out. */
interface Answers {
  handleDataRow(message: { fields: (string | null)[] }): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

const ignore = () => {};

/**
 * A statement that answers one row of texts, with the tenant in front of it as in `TenantQuery`. It does without what pg
 * does for any row: PostgreSQL is not asked to describe the row, and nothing is looked up to read it.
 */
export class TextQuery implements pg.Submittable, Answers {
  readonly text: string;
  readonly name: string | undefined;
  readonly #tenant: Tenant;
  readonly #values: unknown[];
  readonly callback: (error: Error | null, row: TextRow | null) => void;
  #row: TextRow | null = null;
  #tenantIsSet = false;

  constructor(tenant: Tenant, statement: StatementText, values: unknown[], callback: TextQuery['callback']) {
    this.text = statement.text;
    this.name = statement.nameOfRun();
    this.#tenant = tenant;
    this.#values = values;
    this.callback = callback;
  }

  submit(given: pg.Connection) {
    const connection = given as unknown as Connection;
    const { name, text } = this;
    connection.stream.cork();
    try {
      sendTenant(connection, this.#tenant, name);
      if (!name || !connection.parsedStatements[name]) connection.parse({ name: name ?? '', text });
      connection.bind({ portal: '', statement: name ?? '', values: this.#values, valueMapper: utils.prepareValue });
      connection.execute({ portal: '' });
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleDataRow({ fields }: { fields: (string | null)[] }) {
    if (this.#tenantIsSet) this.#row ??= fields;
  }

  handleCommandComplete() {
    this.#tenantIsSet = true;
  }

  handleReadyForQuery() {
    this.callback(null, this.#row);
  }

  handleError(error: Error) {
    this.callback(error, null);
  }

  readonly handleRowDescription = ignore;
  readonly handleEmptyQuery = ignore;
  readonly handlePortalSuspended = ignore;
}
