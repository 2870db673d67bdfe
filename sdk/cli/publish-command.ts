import type { Command } from 'commander';
import { ProcessingFailed } from '../errors.ts';
import type { DoneEvent } from '../events.ts';
import { publish } from '../publish.ts';
import { wholeNumber } from './arguments.ts';
import { type ConnectionFlags, findCredentials } from './credentials.ts';
import { addFolderFlags, type FolderFlags, folderOptions } from './folder-flags.ts';
import { formatBytes, formatSeconds, plural } from './format.ts';
import { showProgress } from './progress.ts';
import { print, say, type Terminal } from './terminal.ts';

interface Flags extends ConnectionFlags, FolderFlags {
  org: string;
  dataset: string;
  name?: string;
  description?: string;
  create: boolean;
  message?: string;
  append?: boolean;
  dryRun?: boolean;
  concurrency?: number;
  expectRevision?: number;
  resume: boolean;
  wait?: boolean;
  json?: boolean;
}

export function addPublish(program: Command, terminal: Terminal): void {
  const command = program
    .command('publish')
    .summary('publish a folder as the next revision of a dataset')
    .description('Publishes a folder as the next revision of a dataset, atomically. You can stop it and run it again.')
    .argument('<folder>', 'folder to publish, with or without a manifest.ndjson')
    .requiredOption('--org <slug>', 'slug of the organization')
    .requiredOption('--dataset <slug>', 'slug of the dataset; created if it does not exist')
    .option('--name <text>', 'name of the dataset, if it is created')
    .option('--description <text>', 'description of the dataset, if it is created')
    .option('--no-create', 'fail if the dataset does not exist')
    .option('--append', 'keep the items that are not in the folder')
    .option('--message <text>', 'message of the revision')
    .option('--dry-run', 'send the files and validate everything, but publish nothing')
    .option('--concurrency <n>', 'maximum number of parallel uploads', wholeNumber(1, 64))
    .option(
      '--expect-revision <n>',
      'fail unless the dataset is at this revision; 0 before the first publish',
      wholeNumber(0, 2 ** 31 - 1),
    )
    .option('--no-resume', 'start a new session instead of resuming that of an earlier run')
    .option('--wait', 'wait until the server has processed the files; exit code 8 if any failed')
    .option('--json', 'write events as JSON lines')
    .option('--endpoint <url>', 'URL of the API')
    .option(
      '--token <token>',
      'API token; prefer the variable VITRINE_TOKEN, which other users of this machine cannot see',
    );
  addFolderFlags(command).action(async (folder: string, flags: Flags) => {
    const progress = showProgress(terminal, flags.json === true);
    const { org: organization, json, endpoint: _endpoint, token: _token, type: _type, ...given } = flags;
    const options = { ...given, ...folderOptions(flags) };
    const credentials = await findCredentials(terminal, flags);
    const events = publish(folder, { ...options, organization, ...credentials, signal: terminal.signal });
    try {
      for await (const event of events) {
        progress.show(event);
        if (event.type !== 'done') continue;
        progress.end();
        if (!json) {
          say(terminal, summary(event));
          if (event.revision !== null) print(terminal, `${organization}/${flags.dataset}@${event.revision}`);
        }
        if (event.failedFiles) throw new ProcessingFailed(event.failedFiles);
      }
    } finally {
      progress.end();
    }
  });
}

function summary({ dryRun, noop, revision, items, files, bytes, sentBytes, seconds }: DoneEvent): string {
  const what = `${plural(items, 'item')}, ${plural(files, 'file')}, ${formatBytes(bytes)}`;
  const how = `${formatBytes(sentBytes)} sent, ${formatSeconds(seconds)}`;
  if (dryRun) return `Valid: ${what} can be published (${how}).`;
  if (noop) return `Nothing has changed since revision ${revision}: ${what} (${how}).`;
  return `Published revision ${revision}: ${what} (${how}).`;
}
