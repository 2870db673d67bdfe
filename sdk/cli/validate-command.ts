import type { Command } from 'commander';
import { checkFolder, unchecked } from '../check-folder.ts';
import { publish } from '../publish.ts';
import { type ConnectionFlags, findCredentials } from './credentials.ts';
import { addFolderFlags, type FolderFlags, folderOptions } from './folder-flags.ts';
import { formatBytes, plural } from './format.ts';
import { showProgress } from './progress.ts';
import { printJson, say, type Terminal, UsageError } from './terminal.ts';

interface Flags extends ConnectionFlags, FolderFlags {
  org?: string;
  dataset?: string;
  append?: boolean;
  json?: boolean;
}

export function addValidate(program: Command, terminal: Terminal): void {
  const command = program
    .command('validate')
    .summary('check a folder without publishing it')
    .description(
      'Checks the manifest and the files of a folder. With --org and --dataset, the files are uploaded and the server runs all checks of a publish. A later publish does not upload them again.',
    )
    .argument('<folder>')
    .option('--org <slug>', 'slug of the organization')
    .option('--dataset <slug>', 'slug of the dataset to check against')
    .option('--append', 'check the folder as for `publish --append`')
    .option('--json', 'write events and issues as JSON lines')
    .option('--endpoint <url>', 'URL of the API')
    .option('--token <token>', 'API token; prefer the variable VITRINE_TOKEN');
  addFolderFlags(command).action(async (folder: string, flags: Flags) => {
    const { org, dataset, append, json } = flags;
    if ((org === undefined) !== (dataset === undefined))
      throw new UsageError('Set both --org and --dataset, or neither.');
    const progress = showProgress(terminal, json === true);
    const { signal } = terminal;
    try {
      const events =
        org !== undefined && dataset !== undefined
          ? publish(folder, {
              ...(await findCredentials(terminal, flags)),
              organization: org,
              dataset,
              append,
              dryRun: true,
              ...folderOptions(flags),
              signal,
            })
          : checkFolder(folder, { signal, append, ...folderOptions(flags) });
      let next = await events.next();
      for (; !next.done; next = await events.next()) progress.show(next.value);
      progress.end();
      const { items, files, bytes } = next.value;
      if (json && org === undefined) printJson(terminal, { type: 'done', items, files, bytes });
      if (json) return;
      say(terminal, `Valid: ${plural(items, 'item')}, ${plural(files, 'file')}, ${formatBytes(bytes)}.`);
      if (org === undefined) say(terminal, `${unchecked} With --org and --dataset the server checks them.`);
    } finally {
      progress.end();
    }
  });
}
