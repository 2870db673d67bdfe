import { findHolder } from '../embedded/data-lock.ts';
import { readEnvironment } from '../environment.ts';

/** Returns the origin that people use: of PUBLIC_URL, else of the server that runs here, else of a server with this PORT. */
export async function findOrigin(): Promise<string> {
  const { PUBLIC_URL, DATA_DIR, PORT } = readEnvironment(process.env);
  if (PUBLIC_URL) return new URL(PUBLIC_URL).origin;
  const holder = await findHolder(DATA_DIR).catch(() => null);
  return holder?.url ? new URL(holder.url).origin : `http://localhost:${PORT || 4_000}`;
}
