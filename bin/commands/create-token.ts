import { join } from 'node:path';
import { connectDatabases } from '#prisma/databases.ts';
import { VitrineError } from '#sdk/errors.ts';
import { createTokenFor } from '#server/commands/create-token.ts';
import { findRunningPostgres } from '#server/embedded/postgres/find-running-postgres.ts';
import { readEnvironment } from '#server/environment.ts';

export interface TokenRequest {
  user: string;
  org: string;
  /** In any case. */
  scopes: readonly string[];
  name?: string;
  days?: number;
}

/** Makes a token by way of the server's own database, found as the server finds it. */
export async function createToken({ scopes, ...request }: TokenRequest): Promise<string> {
  const environment = readEnvironment(process.env);
  const connectionString =
    environment.DATABASE_URL ?? findRunningPostgres(join(environment.DATA_DIR, 'postgres'))?.connectionString;
  if (!connectionString) {
    throw new VitrineError('NOT_FOUND', `No Vitrine runs with the data folder ${environment.DATA_DIR}.`, {
      hint: 'Start it with `npm start`, or name its database with DATABASE_URL, or its folder with DATA_DIR.',
    });
  }
  const databases = connectDatabases({ connectionString, poolSize: 2 });
  try {
    return await createTokenFor(databases, { ...request, scopes: scopes.map(scopeOf) });
  } finally {
    await databases.close();
  }
}

function scopeOf(text: string): 'READ' | 'PUBLISH' | 'ADMIN' {
  const scope = text.toUpperCase();
  if (scope === 'READ' || scope === 'PUBLISH' || scope === 'ADMIN') return scope;
  throw new VitrineError('INVALID_INPUT', `There is no scope ${text}.`);
}
