import type { Command } from 'commander';
import { print, type Terminal } from '#sdk/cli/terminal.ts';

interface Flags {
  slug: string;
  name: string;
  owner: string;
}

/** The first organization of a new installation, and any other, on the machine that runs the server. */
export function addOrganization(program: Command, terminal: Terminal): void {
  program
    .command('organization')
    .description('Organizations, on the machine that runs the server')
    .command('create')
    .description(
      'Creates an organization and its first owner. It needs the configuration of the server: its .data folder or its DATABASE_URL.',
    )
    .requiredOption('--slug <slug>', 'its name in addresses')
    .requiredOption('--name <text>', 'its name for people')
    .requiredOption('--owner <email>', 'its first owner, whose account is made if there is none')
    .action(async (flags: Flags) => {
      const { createOrganization } = await import('#server/commands/create-organization.ts');
      const { onServer } = await import('./on-server.ts');
      const password = await onServer((databases) => createOrganization(databases, flags));
      print(
        terminal,
        password
          ? `Organization ${flags.slug} is there. ${flags.owner} signs in with the password  ${password}  and should change it.`
          : `Organization ${flags.slug} is there, and ${flags.owner} owns it.`,
      );
    });
}
