import { type Command, Option } from 'commander';
import type { Databases } from '#database/databases.ts';
import type { Role } from '#prisma/client/enums.ts';
import { print, say, type Terminal } from '#sdk/cli/terminal.ts';

const roles: Record<Role, string> = { OWNER: 'owner', ADMIN: 'admin', PUBLISHER: 'publisher', VIEWER: 'viewer' };
const needs = 'It needs the configuration of the server: its .data folder or its DATABASE_URL.';

/** Accounts and members without mail, on the machine that runs the server. */
export function addPeople(program: Command, terminal: Terminal): void {
  const user = program.command('user').description('Accounts, on the machine that runs the server');
  user
    .command('create')
    .description(`Creates an account and prints a link with which its user sets a password. ${needs}`)
    .requiredOption('--email <address>', 'email address')
    .option('--name <text>', 'display name')
    .action(async (flags: { email: string; name?: string }) => {
      const { createUser } = await import('#server/commands/create-user.ts');
      await printLink(terminal, 24, (databases, origin) => createUser(databases, origin, flags));
    });
  user
    .command('reset-password')
    .description(`Prints a link with which the user of an account sets a new password. ${needs}`)
    .requiredOption('--email <address>', 'email address of the account')
    .action(async ({ email }: { email: string }) => {
      const { createPasswordLink } = await import('#server/commands/create-user.ts');
      await printLink(terminal, 24, (databases, origin) => createPasswordLink(databases, origin, email));
    });

  const member = program
    .command('member')
    .description('Members of an organization, on the machine that runs the server');
  member
    .command('invite')
    .description(`Invites a user and prints a link with which they join. ${needs}`)
    .requiredOption('--org <slug>', 'organization')
    .requiredOption('--email <address>', 'email address of the user')
    .addOption(new Option('--role <role>', 'role in the organization').choices(Object.values(roles)).default('viewer'))
    .action(async ({ org, email, role }: { org: string; email: string; role: string }) => {
      const { inviteByLink } = await import('#server/commands/invite-by-link.ts');
      const input = { org, email, role: role.toUpperCase() as Role };
      await printLink(terminal, 7 * 24, (databases, origin) => inviteByLink(databases, origin, input));
    });
  member
    .command('list')
    .description(`Lists the members of an organization. ${needs}`)
    .requiredOption('--org <slug>', 'organization')
    .action(async ({ org }: { org: string }) => {
      const [{ onServer }, { listMembers }] = await Promise.all([
        import('./on-server.ts'),
        import('#server/commands/list-members.ts'),
      ]);
      const members = await onServer((databases) => listMembers(databases, org));
      const width = Math.max(...members.map(({ email }) => email.length));
      for (const { email, name, role } of members)
        print(terminal, `${roles[role].padEnd(9)}  ${email.padEnd(width)}  ${name}`);
    });
}

type MakeLink = (databases: Databases, origin: string) => Promise<string>;

async function printLink(terminal: Terminal, hours: number, makeLink: MakeLink) {
  const [{ onServer }, { findOrigin }] = await Promise.all([
    import('./on-server.ts'),
    import('#server/commands/find-origin.ts'),
  ]);
  const origin = await findOrigin();
  print(terminal, await onServer((databases) => makeLink(databases, origin)));
  if (terminal.stdout.isTTY)
    say(terminal, `The link can be used once, within ${hours} hours. Send it to that person only.`);
}
