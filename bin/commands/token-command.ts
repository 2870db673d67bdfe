import { type Command, Option } from 'commander';
import { keysOf } from '#formats/keys-of.ts';
import { wholeNumber } from '#sdk/cli/arguments.ts';
import { print, say, type Terminal } from '#sdk/cli/terminal.ts';
import { type ScopeName, scopesOfNames } from './scope-names.ts';

interface Flags {
  user: string;
  org: string;
  scope: ScopeName[];
  name?: string;
  days?: number;
}

/** Adds the command that only the machine of the server has. The server is loaded when the command runs. */
export function addToken(program: Command, terminal: Terminal): void {
  program
    .command('token')
    .description('API tokens, on the machine that runs the server')
    .command('create')
    .description(
      'Creates an API token and prints it. It needs the configuration of the server: its .data folder or its DATABASE_URL.',
    )
    .requiredOption('--user <email>', 'email address of the account that the token acts for')
    .requiredOption('--org <slug>', 'slug of the organization in which the token is valid')
    .addOption(
      new Option('--scope <scope...>', 'scope of the token; may be repeated')
        .choices(keysOf(scopesOfNames))
        .makeOptionMandatory(),
    )
    .option('--name <text>', 'name of the token')
    .option('--days <n>', 'number of days until the token expires', wholeNumber(1, 366))
    .action(async ({ user, org, scope, name, days }: Flags) => {
      const { createToken } = await import('./create-token.ts');
      print(terminal, await createToken({ user, org, scopes: scope, name, days }));
      if (terminal.stdout.isTTY) say(terminal, 'Copy the token now. It is not shown again.');
    });
}
