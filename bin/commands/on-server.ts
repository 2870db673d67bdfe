import type { Databases } from '#database/databases.ts';
import { VitrineError } from '#sdk/errors.ts';
import { CommandRefused } from '#server/commands/command-refused.ts';
import { withDatabases } from '#server/commands/with-databases.ts';

/** Runs a command on the server's own database, found as the server finds it. A refusal keeps its words. */
export async function onServer<Result>(command: (databases: Databases) => Promise<Result>): Promise<Result> {
  try {
    return await withDatabases(command);
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error;
    throw new VitrineError('INVALID_INPUT', error.message, { cause: error });
  }
}
