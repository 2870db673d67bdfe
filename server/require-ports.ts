import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ListeningPlace } from './environment/ports.ts';
import { StartRefused } from './start-refused.ts';

/** Time for which a process that is stopping, such as the previous one at a restart, may still use a port. */
const patienceMilliseconds = 1_000;

/**
 * Throws if this process cannot listen on one of these ports. Called before the database is used, so that a failed
 * start changes nothing.
 */
export async function requirePorts(places: readonly ListeningPlace[]): Promise<void> {
  for (const { variable, host, port } of places) {
    for (const deadline = Date.now() + patienceMilliseconds; ; await sleep(50)) {
      const taken = await tryToListen(host, port);
      if (!taken) break;
      if (Date.now() > deadline) throw new PortTaken(variable, port, host);
    }
  }
}

/** Returns whether the port is in use. Throws if the process cannot listen there for another reason. */
async function tryToListen(host: string, port: number): Promise<boolean> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (isTaken(error)) return true;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return false;
}

/** Error for a port that is already in use. The message names its variable. */
export class PortTaken extends StartRefused {
  constructor(variable: string, port: number, host: string) {
    super(`The port ${port} on ${host} is in use. Set ${variable} to another port, or stop the process that uses it.`);
  }
}

/** Returns whether an error means that the port is in use. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
