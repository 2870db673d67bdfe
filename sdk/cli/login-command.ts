import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Command } from 'commander';
import { findViewer } from '../viewer.ts';
import { type ConnectionFlags, findEndpoint, storeToken } from './credentials.ts';
import { printable } from './printable.ts';
import { say, type Terminal, UsageError } from './terminal.ts';

export function addLogin(program: Command, terminal: Terminal): void {
  program
    .command('login')
    .summary('store a token for the commands that follow')
    .description(
      'Reads an API token from the terminal or from standard input, checks it, and stores it for later commands.',
    )
    .option('--endpoint <url>', 'URL of the API')
    .action(async (flags: ConnectionFlags) => {
      const endpoint = await findEndpoint(terminal, flags);
      const token = await readToken(terminal, endpoint);
      const { user, scopes, memberships } = await findViewer({ endpoint, token, signal: terminal.signal });
      const file = await storeToken(terminal, { endpoint, token });
      const organizations = memberships.map(({ organization, role }) => `${organization.slug} (${role.toLowerCase()})`);
      say(terminal, `Signed in to ${endpoint} as ${printable(user?.email ?? 'a share link')}.`);
      say(
        terminal,
        `Organizations: ${organizations.join(', ') || 'none'}. Scopes: ${scopes.join(', ').toLowerCase()}.`,
      );
      say(terminal, `The token is stored in ${file}.`);
    });
}

async function readToken({ stdin, stderr, signal }: Terminal, endpoint: string): Promise<string> {
  let token = '';
  if (stdin.isTTY) {
    stderr.write(`Token for ${endpoint} (hidden while you type): `);
    // Output that discards everything, so that the typed token is not shown.
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
    try {
      token = await lines.question('', { signal });
    } finally {
      lines.close();
      stderr.write('\n');
    }
  } else {
    for await (const chunk of stdin) token += String(chunk);
  }
  token = token.trim();
  if (/^vtr_\S+$/.test(token) || /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return token;
  throw new UsageError(token === '' ? 'No token was given.' : 'This is not a token. A token starts with vtr_.');
}
