import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../read-json.ts';
import { keepOwner } from './prepare-folder.ts';

/** Port and passwords of a cluster, in a file beside it that only its owner can read. */
export type Credentials = {
  port: number | null;
  /** Password of `vitrine`, the owner of the tables. */
  password: string;
  /** Password of `vitrine_app_login`, the login of requests. Missing in a folder of an older version. */
  appPassword?: string;
  superuserPassword: string;
};

export function readCredentials(directory: string): Credentials | null {
  const file = fileIn(directory);
  if (!existsSync(file)) return null;
  return readJson(file, 'set DATA_DIR to another folder for a new database') as Credentials;
}

export function createCredentials(directory: string): Credentials {
  return writeCredentials(directory, { port: null, password: newPassword(), superuserPassword: newPassword() });
}

/** Returns the credentials with a password for every role that logs in. */
export function completeCredentials(directory: string, credentials: Credentials): Required<Credentials> {
  const { appPassword = newPassword() } = credentials;
  const complete = { ...credentials, appPassword };
  if (credentials.appPassword === undefined) writeCredentials(directory, complete);
  return complete;
}

function newPassword() {
  return randomBytes(24).toString('base64url');
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

export function connectionStringOfApp(port: number, appPassword: string): string {
  return `postgresql://vitrine_app_login:${appPassword}@127.0.0.1:${port}/vitrine`;
}

function fileIn(directory: string): string {
  return join(directory, 'credentials.json');
}
