import { once } from 'node:events';
import type { Command } from 'commander';
import { readAllIssues } from '../issues.ts';
import { type ConnectionFlags, findCredentials } from './credentials.ts';
import { printJson, type Terminal } from './terminal.ts';

export function addIssues(program: Command, terminal: Terminal): void {
  program
    .command('issues')
    .summary('print all issues of the manifest of a session')
    .description('Prints all issues that the last validation of a session found, as JSON lines.')
    .argument('<session>', 'id of the session, as printed by `vitrine sessions` or a failed publish')
    .option('--endpoint <url>', 'URL of the API')
    .option('--token <token>', 'API token; prefer the variable VITRINE_TOKEN')
    .action(async (session: string, flags: ConnectionFlags) => {
      const credentials = await findCredentials(terminal, flags);
      for await (const issue of readAllIssues({ ...credentials, session, signal: terminal.signal })) {
        printJson(terminal, issue);
        if (terminal.stdout.writableNeedDrain) await once(terminal.stdout, 'drain');
      }
    });
}
