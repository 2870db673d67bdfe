import { Client, type ClientBase } from 'pg';
import { sessionOptions } from '#database/session-settings.ts';
import { StartRefused } from '../start-refused.ts';

/** Settings that no connection of Vitrine can override, with the only value that works. */
const required = {
  // Cannot be set by a startup option, because PostgreSQL 16 and older refuse unknown options.
  transaction_timeout: { value: '0', effect: 'would end work that takes longer' },
  // Cannot be set through a pooler, which does not pass startup options on.
  default_transaction_isolation: { value: 'read committed', effect: 'would make concurrent requests fail' },
} as const;

/**
 * Throws if the role or the database of a connection has a default that Vitrine cannot work with and cannot override.
 */
export async function requireSessionDefaults(
  client: ClientBase,
  variable: 'DATABASE_URL' | 'APP_DATABASE_URL',
): Promise<void> {
  for (const [name, { value, effect }] of Object.entries(required)) {
    const { rows } = await client.query<{ value: string | null }>('SELECT current_setting($1, true) AS value', [name]);
    const found = rows[0]?.value ?? null;
    if (found !== null && found !== value) throw new UnfitDefault(variable, name, found, effect);
  }
}

/** Error for a default of the role or database that Vitrine cannot work with. The message tells how to reset it. */
class UnfitDefault extends StartRefused {
  constructor(variable: string, name: string, value: string, effect: string) {
    super(
      `PostgreSQL gives connections of ${variable} the setting ${name} = ${value}, which ${effect}. Reset it: ALTER ROLE <role of ${variable}> RESET ${name}, or ALTER DATABASE <database> RESET ${name}.`,
    );
  }
}

/**
 * Throws if the login of requests has a default that Vitrine cannot work with. A connection through a pooler has no
 * startup options.
 */
export async function requireAppDefaults(appConnectionString: string, isPooled: boolean): Promise<void> {
  const options = isPooled ? undefined : sessionOptions;
  const client = new Client({ connectionString: appConnectionString, options });
  client.on('error', () => {}); // the statement that was running reports it
  await client.connect();
  try {
    await requireSessionDefaults(client, 'APP_DATABASE_URL');
  } finally {
    await client.end().catch(() => {});
  }
}
