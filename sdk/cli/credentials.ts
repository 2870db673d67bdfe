import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
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
  /** Used when none is named: that of the last login. */
  endpoint?: string;
  /** A token is only ever sent to the endpoint it was stored for. */
  tokens?: Record<string, string>;
}

/** Where `vitrine login` stores tokens, by the conventions of the system. */
export function configFile(): string {
  return join(envPaths('vitrine', { suffix: '' }).config, 'config.json');
}

/** Where to connect and as whom: by flags, else by the environment, else by what `vitrine login` has stored. */
export async function findCredentials(terminal: Terminal, flags: ConnectionFlags): Promise<Credentials> {
  const config = await readConfig(terminal);
  const endpoint = endpointFrom(terminal, flags, config);
  const token = flags.token ?? (terminal.env['VITRINE_TOKEN'] || config.tokens?.[endpoint]);
  if (token) return { endpoint, token: token.trim() };
  throw new VitrineError('UNAUTHENTICATED', `There is no token for ${endpoint}.`, {
    hint: 'Run `vitrine login`, set VITRINE_TOKEN, or make one with `vitrine token create` where the server runs.',
  });
}

/** The endpoint that is meant, with or without a token. */
export async function findEndpoint(terminal: Terminal, flags: ConnectionFlags): Promise<string> {
  return endpointFrom(terminal, flags, await readConfig(terminal));
}

/** A variable that is set to nothing counts as not set. */
function endpointFrom(terminal: Terminal, flags: ConnectionFlags, config: Config): string {
  return endpointOf(flags.endpoint ?? (terminal.env['VITRINE_ENDPOINT'] || (config.endpoint ?? defaultEndpoint)));
}

/** Stores a token for later commands, readable by its owner alone. Answers where. */
export async function storeToken(terminal: Terminal, { endpoint, token }: Credentials): Promise<string> {
  const file = configFile();
  const config = await readConfig(terminal);
  const changed: Config = { ...config, endpoint, tokens: { ...config.tokens, [endpoint]: token } };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(changed, null, 2)}\n`, { mode: 0o600 });
  await chmod(temporary, 0o600); // Whatever the umask, or an older file, says.
  await rename(temporary, file);
  return file;
}

async function readConfig(terminal: Terminal): Promise<Config> {
  const file = configFile();
  try {
    const text = await readFile(file, 'utf8');
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      say(terminal, `Others can read the tokens in ${file}. Close it with: chmod 600 ${JSON.stringify(file)}`);
    }
    return JSON.parse(text) as Config;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new VitrineError('INVALID_INPUT', `${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
