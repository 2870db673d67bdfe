import { findHolder } from '../embedded/data-lock.ts';
import { readEnvironment } from '../environment.ts';

/** Returns the address that people use: PUBLIC_URL, else that of the server that runs here, else of a server with this PORT. */
export async function findOrigin(): Promise<string> {
  const { PUBLIC_URL, DATA_DIR, PORT } = readEnvironment(process.env);
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/, '');
  const holder = await findHolder(DATA_DIR).catch(() => null);
  return holder?.url ? new URL(holder.url).origin : `http://localhost:${PORT || 4_000}`;
}
