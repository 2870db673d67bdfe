import type { Command } from 'commander';
import { pull } from '../pull.ts';
import { parseDatasetName, wholeNumber } from './arguments.ts';
import { type ConnectionFlags, findCredentials } from './credentials.ts';
import { formatBytes, formatSeconds, plural } from './format.ts';
import { showProgress } from './progress.ts';
import { print, say, type Terminal } from './terminal.ts';

interface Flags extends ConnectionFlags {
  concurrency?: number;
  delete?: boolean;
  json?: boolean;
}

export function addPull(program: Command, terminal: Terminal): void {
  program
    .command('pull')
    .summary('download a revision of a dataset to a folder')
    .description(
      'Downloads a revision to a folder: every file, with its checksum verified, and a manifest.ndjson to publish it again. You can stop it and run it again.',
    )
    .argument('<dataset>', '<org>/<dataset>, or <org>/<dataset>@<revision>')
    .argument('<folder>', 'folder to download to; created if it does not exist')
    .option('--delete', 'delete files of earlier pulls that do not belong to the revision')
    .option('--concurrency <n>', 'maximum number of parallel downloads', wholeNumber(1, 64))
    .option('--json', 'write events as JSON lines')
    .option('--endpoint <url>', 'URL of the API')
    .option('--token <token>', 'API token; prefer the variable VITRINE_TOKEN')
    .action(async (dataset: string, folder: string, flags: Flags) => {
      const name = parseDatasetName(dataset);
      const credentials = await findCredentials(terminal, flags);
      const progress = showProgress(terminal, flags.json === true);
      const { concurrency, delete: remove } = flags;
      const options = { ...name, ...credentials, concurrency, delete: remove, signal: terminal.signal };
      try {
        for await (const event of pull(folder, options)) {
          progress.show(event);
          if (event.type !== 'done' || flags.json) continue;
          progress.end();
          const what = `${plural(event.items, 'item')}, ${plural(event.files, 'file')}, ${formatBytes(event.bytes)}`;
          const how = `${formatBytes(event.receivedBytes)} received, ${formatSeconds(event.seconds)}`;
          say(terminal, `Pulled revision ${event.revision}: ${what} (${how}).`);
          print(terminal, `${name.organization}/${name.dataset}@${event.revision}`);
        }
      } finally {
        progress.end();
      }
    });
}
