import { chmod, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { makeFolder } from '#system/make-folder.ts';
import { endpointOf } from '../api/api.ts';
import { VitrineError } from '../errors.ts';
import { defaultEndpoint } from '../publish-options.ts';
import { say, type Terminal } from './terminal.ts';

export interface ConnectionFlags {
  endpoint?: string;
  token?: string;
}

export interface Credentials {
  endpoint: string;
  token: string;
}

interface Config {
  /** Endpoint of the last login. Default for commands without an endpoint. */
  endpoint?: string;
  /** Tokens by endpoint. A token is sent only to its own endpoint. */
  tokens?: Record<string, string>;
}

/**
 * Returns the path of the file in which `vitrine login` stores tokens. It follows the conventions of the operating
 * system.
 */
export function configFile(): string {
  return join(envPaths('vitrine', { suffix: '' }).config, 'config.json');
}

/**
 * Returns the endpoint and the token: from flags, otherwise from the environment, otherwise from the file of `vitrine
 * login`.
 */
export async function findCredentials(terminal: Terminal, flags: ConnectionFlags): Promise<Credentials> {
  const config = await readConfig(terminal);
  const endpoint = endpointFrom(terminal, flags, config);
  const token = flags.token ?? (terminal.env['VITRINE_TOKEN'] || config.tokens?.[endpoint]);
  if (token) return { endpoint, token: token.trim() };
  throw new VitrineError('UNAUTHENTICATED', `No token is set for ${endpoint}.`, {
    hint: 'Run `vitrine login`, set VITRINE_TOKEN, or create one with `vitrine token create` on the machine of the server.',
  });
}

/** Returns the endpoint. A token is not needed. */
export async function findEndpoint(terminal: Terminal, flags: ConnectionFlags): Promise<string> {
  return endpointFrom(terminal, flags, await readConfig(terminal));
}

/**
 * Returns the endpoint from flags, otherwise from the environment, otherwise from the file. An empty variable counts as
 * unset.
 */
function endpointFrom(terminal: Terminal, flags: ConnectionFlags, config: Config): string {
  return endpointOf(flags.endpoint ?? (terminal.env['VITRINE_ENDPOINT'] || (config.endpoint ?? defaultEndpoint)));
}

/** Stores a token for later commands, in a file that only its owner can read. Returns the path of the file. */
export async function storeToken(terminal: Terminal, { endpoint, token }: Credentials): Promise<string> {
  const file = configFile();
  const config = await readConfig(terminal);
  const changed: Config = { ...config, endpoint, tokens: { ...config.tokens, [endpoint]: token } };
  try {
    makeFolder(dirname(file), { mode: 0o700 });
    const temporary = `${file}.${process.pid}`;
    await writeFile(temporary, `${JSON.stringify(changed, null, 2)}\n`, { mode: 0o600 });
    await chmod(temporary, 0o600); // Independent of the umask and of an older file's mode.
    await rename(temporary, file);
  } catch (cause) {
    throw new VitrineError('FOLDER_UNUSABLE', `${file} cannot be written: ${(cause as Error).message}`, {
      hint: 'The token is valid, but could not be saved. Set XDG_CONFIG_HOME to another folder, or set VITRINE_TOKEN.',
      cause,
    });
  }
  return file;
}

async function readConfig(terminal: Terminal): Promise<Config> {
  const file = configFile();
  try {
    const text = await readFile(file, 'utf8');
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      say(
        terminal,
        `Other users can read the tokens in ${file}. Restrict access with: chmod 600 ${JSON.stringify(file)}`,
      );
    }
    return JSON.parse(text) as Config;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new VitrineError('INVALID_INPUT', `${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
