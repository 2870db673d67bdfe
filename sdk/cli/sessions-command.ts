import { type Command, Option } from 'commander';
import { keysOf } from '#formats/keys-of.ts';
import type { IngestState } from '../gql/graphql.ts';
import { type ListedSession, listSessions } from '../sessions.ts';
import { wholeNumber } from './arguments.ts';
import { type ConnectionFlags, findCredentials } from './credentials.ts';
import { formatCount } from './format.ts';
import { printable } from './printable.ts';
import { print, printJson, say, type Terminal } from './terminal.ts';

interface Flags extends ConnectionFlags {
  org: string;
  dataset?: string;
  state?: StateName;
  limit?: number;
  json?: boolean;
}

type StateName = Lowercase<IngestState>;

const statesOfNames: { [State in IngestState as Lowercase<State>]: State } = {
  open: 'OPEN',
  publishing: 'PUBLISHING',
  published: 'PUBLISHED',
  failed: 'FAILED',
  abandoned: 'ABANDONED',
};

export function addSessions(program: Command, terminal: Terminal): void {
  program
    .command('sessions')
    .summary('list ingest sessions, the newest first')
    .description('Lists the ingest sessions of an organization or a dataset, the newest first.')
    .requiredOption('--org <slug>', 'slug of the organization')
    .option('--dataset <slug>', 'list only sessions of this dataset')
    .addOption(new Option('--state <state>', 'list only sessions in this state').choices(keysOf(statesOfNames)))
    .option('--limit <n>', 'maximum number of sessions', wholeNumber(1, 100))
    .option('--json', 'write sessions as JSON lines')
    .option('--endpoint <url>', 'URL of the API')
    .option('--token <token>', 'API token; prefer the variable VITRINE_TOKEN')
    .action(async (flags: Flags) => {
      const { org: organization, dataset, state, limit: first, json } = flags;
      const only = state && [statesOfNames[state]];
      const credentials = await findCredentials(terminal, flags);
      const sessions = await listSessions({
        ...credentials,
        organization,
        dataset,
        states: only,
        first,
        signal: terminal.signal,
      });
      if (json) for (const session of sessions) printJson(terminal, session);
      else if (sessions.length === 0) say(terminal, 'No sessions found.');
      else for (const line of table(sessions)) print(terminal, line);
    });
}

function table(sessions: readonly ListedSession[]): string[] {
  const rows = [
    ['DATASET', 'STATE', 'OPENED', 'FILES', 'ITEMS', 'RESULT', 'SESSION'],
    ...sessions.map((session) => [
      session.dataset.slug,
      describeState(session),
      session.createdAt.slice(0, 16).replace('T', ' '),
      `${formatCount(session.progress.filesVerified)}/${formatCount(session.progress.filesDeclared)}`,
      formatCount(session.itemCount),
      resultOf(session),
      session.id,
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

function describeState({ state, phase }: ListedSession): string {
  switch (state) {
    case 'PUBLISHING':
      return `${state} ${phase}`;
    case 'OPEN':
    case 'PUBLISHED':
    case 'FAILED':
    case 'ABANDONED':
      return state;
    default:
      return state satisfies never;
  }
}

function resultOf({ revisionNumber: revision, noop, issueCount, failure }: ListedSession): string {
  if (revision !== null) return noop ? `revision ${revision}, unchanged` : `revision ${revision}`;
  if (issueCount > 0) return `${formatCount(issueCount)} issues`;
  return failure ? printable(failure.code) : '—';
}
