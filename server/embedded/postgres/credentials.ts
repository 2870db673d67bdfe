import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepOwner } from './prepare-folder.ts';

/** What it takes to connect to a cluster; kept beside it, for its owner's eyes only. */
export type Credentials = { port: number | null; password: string; superuserPassword: string };

export function readCredentials(directory: string): Credentials | null {
  const file = fileIn(directory);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Credentials) : null;
}

export function createCredentials(directory: string): Credentials {
  const random = () => randomBytes(24).toString('base64url');
  return writeCredentials(directory, { port: null, password: random(), superuserPassword: random() });
}

export function writeCredentials(directory: string, credentials: Credentials): Credentials {
  const file = fileIn(directory);
  writeFileSync(`${file}.new`, `${JSON.stringify(credentials)}\n`, { mode: 0o600, flush: true });
  keepOwner(directory, `${file}.new`);
  renameSync(`${file}.new`, file);
  return credentials;
}

export function connectionStrings(port: number, { password, superuserPassword }: Credentials) {
  return {
    connectionString: `postgresql://vitrine:${password}@127.0.0.1:${port}/vitrine`,
    superuserConnectionString: `postgresql://postgres:${superuserPassword}@127.0.0.1:${port}/postgres`,
  };
}

function fileIn(directory: string): string {
  return join(directory, 'credentials.json');
}
