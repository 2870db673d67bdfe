import { findHolder } from '#system/data-lock.ts';
import { readEnvironment } from '../environment.ts';
import { publicUrl, siteOf } from '../site.ts';

/**
 * Returns the address that users open: PUBLIC_URL, else the address of the server that runs on this machine, else
 * localhost with PORT.
 */
export async function findOrigin(env: Readonly<Record<string, string | undefined>> = process.env): Promise<string> {
  const { PUBLIC_URL, DATA_DIR, PORT } = readEnvironment(env);
  const holder = PUBLIC_URL ? null : await findHolder(DATA_DIR).catch(() => null);
  return holder?.url ?? publicUrl(siteOf({ PUBLIC_URL, PORT: PORT || 4_000 }));
}
