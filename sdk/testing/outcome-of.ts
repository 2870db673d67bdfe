import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readAllIssues } from '../issues.ts';
import { publish } from '../publish.ts';
import { pull } from '../pull.ts';
import { listSessions } from '../sessions.ts';
import { findViewer } from '../viewer.ts';
import { folderOf } from './folder-of.ts';
import { sha256Of } from './hash-of.ts';
import { content, type LyingServer } from './lying-server.ts';

/** Path to which `pull` writes the only file of the lying server. */
export const placed = `assets/sea/robin.${sha256Of(content).slice(0, 12)}.txt`;

/** Runs a function of the SDK against a server. Returns the thrown error, or null. */
export async function outcomeOf(name: string, { endpoint }: LyingServer, parent = folderOf({})) {
  const folder = join(parent, 'folder');
  mkdirSync(folder, { recursive: true });
  const options = {
    endpoint,
    token: 'vtr_x',
    organization: 'lumen',
    dataset: 'birds',
    cacheFolder: null,
    patienceMilliseconds: 20,
    backoff: { firstMilliseconds: 1, longestMilliseconds: 1 },
  };
  const actions: Record<string, () => Promise<unknown>> = {
    pull: () => end(pull(folder, options)),
    publish: () => {
      const source = folderOf({ 'a.txt': content });
      return end(publish(source, options));
    },
    issues: () => end(readAllIssues({ ...options, session: 'c2Vzc2lvbg==' })),
    sessions: () => listSessions({ ...options, dataset: undefined }),
    viewer: () => findViewer(options),
  };
  const outcome: unknown = await actions[name]!().then(
    () => null,
    (error: unknown) => error,
  );
  return { outcome, parent, folder };
}

async function end(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}

/** Returns the paths of all files in a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
}
