import type { Command } from 'commander';
import { followOrganization } from '../feed/follow-organization.ts';
import { type ConnectionFlags, findCredentials } from './credentials.ts';
import { print, printJson, say, type Terminal } from './terminal.ts';

interface Flags extends ConnectionFlags {
  org: string;
  follow?: boolean;
  after?: string;
  type?: string[];
  json?: boolean;
}

export function addEvents(program: Command, terminal: Terminal): void {
  program
    .command('events')
    .summary('list what happened in an organization, the oldest first')
    .description(
      'Lists the events of an organization of the last 30 days, the oldest first. With --follow, prints each event as it happens, and connects again after a lost connection.',
    )
    .requiredOption('--org <slug>', 'slug of the organization')
    .option('--follow', 'wait for further events; without --after, begin with the next one')
    .option('--after <cursor>', 'start after this cursor, as printed by --json')
    .option('--type <type...>', 'only events of these types, such as vitrine.dataset.published')
    .option('--json', 'write events as JSON lines, each with its cursor')
    .option('--endpoint <url>', 'URL of the API')
    .option('--token <token>', 'API token; prefer the variable VITRINE_TOKEN')
    .action(async ({ org: organization, follow = false, after, type: types, json, ...flags }: Flags) => {
      const credentials = await findCredentials(terminal, flags);
      const { signal } = terminal;
      let count = 0;
      for await (const { cursor, event } of followOrganization({
        ...credentials,
        organization,
        follow,
        after,
        types,
        signal,
      })) {
        count += 1;
        if (json) printJson(terminal, { cursor, event });
        else print(terminal, `${event.time.slice(0, 19).replace('T', ' ')}  ${event.type}  ${event.subject}`);
      }
      if (count === 0 && !json) say(terminal, 'No events found.');
    });
}
