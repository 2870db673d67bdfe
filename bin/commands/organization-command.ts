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
    .requiredOption('--slug <slug>', 'slug, which is part of URLs')
    .requiredOption('--name <text>', 'display name')
    .requiredOption(
      '--owner <email>',
      'email address of the first owner, whose account is created if it does not exist',
    )
    .action(async (flags: Flags) => {
      const { createOrganization } = await import('#server/commands/create-organization.ts');
      const { onServer } = await import('./on-server.ts');
      const password = await onServer((databases) => createOrganization(databases, flags));
      print(
        terminal,
        password
          ? `Created organization ${flags.slug}. ${flags.owner} can sign in with the password  ${password}  and should change it.`
          : `Created organization ${flags.slug}. Its owner is ${flags.owner}.`,
      );
    });
}
