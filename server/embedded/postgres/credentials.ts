import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What it takes to connect to a cluster; kept beside it, for its owner's eyes only. */
export type Credentials = { port: number | null; password: string; superuserPassword: string };

export function readCredentials(directory: string): Credentials | null {
  const path = join(directory, 'credentials.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Credentials) : null;
}

export function createCredentials(directory: string): Credentials {
  const random = () => randomBytes(24).toString('base64url');
  return writeCredentials(directory, { port: null, password: random(), superuserPassword: random() });
}

export function writeCredentials(directory: string, credentials: Credentials): Credentials {
  const path = join(directory, 'credentials.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(credentials)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return credentials;
}

export function connectionStrings(port: number, { password, superuserPassword }: Credentials) {
  return {
    connectionString: `postgresql://vitrine:${password}@127.0.0.1:${port}/vitrine`,
    superuserConnectionString: `postgresql://postgres:${superuserPassword}@127.0.0.1:${port}/postgres`,
  };
}
