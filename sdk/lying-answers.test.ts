import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VitrineError } from './errors.ts';
import { folderOf } from './testing/folder-of.ts';
import { changed, escapes, liesFor, pathsIn } from './testing/lies.ts';
import { type Answer, content, startLyingServer } from './testing/lying-server.ts';
import { filesIn, outcomeOf } from './testing/outcome-of.ts';
import { runCommand } from './testing/run-command.ts';

const runs = {
  pull: ['FindRevision', 'PulledItems', 'MoreAnnotations', 'SignUrls'],
  publish: [
    'FindDataset',
    'OpenIngestSession',
    'RequestUploads',
    'PublishIngestSession',
    'FollowSession',
    'SessionIssues',
  ],
  issues: ['IssuesFile'],
  sessions: ['OrganizationSessions'],
  viewer: ['Viewer'],
};

test.each(Object.entries(runs))(
  '%s ends in a failure with a code, and leaves nothing elsewhere',
  async (name, operations) => {
    const server = await startLyingServer();
    for (const operation of operations) {
      let honest: Answer = {};
      server.lie((asked, answer) => {
        if (asked === operation) honest = answer;
        return answer;
      });
      await outcomeOf(name, server);
      expect(honest.data, `${name} asks for ${operation}`).toBeTruthy();
      for (const path of pathsIn(honest.data)) {
        for (const [lie, value] of liesFor(path)) {
          server.lie((asked, answer) => (asked === operation ? { data: changed(answer.data, path, value) } : answer));
          const { outcome, parent, folder } = await outcomeOf(name, server);
          const said = `${operation} ${path.join('.')}: ${lie}`;
          expect(outcome === null || outcome instanceof VitrineError, `${said}: ${String(outcome)}`).toBe(true);
          expect(readdirSync(parent), said).toEqual(['folder']);
          for (const file of filesIn(folder)) {
            expect(file === 'manifest.ndjson' || file.startsWith('assets/'), `${said}: ${file}`).toBe(true);
          }
        }
      }
    }
  },
);

test('its words cannot move the cursor, whatever the command prints', async () => {
  const server = await startLyingServer();
  const folder = folderOf({ 'a.txt': content });
  const commands = [
    ['pull', 'lumen/birds', join(folderOf({}), 'new')],
    ['publish', folder, '--org', 'lumen', '--dataset', 'birds', '--no-resume'],
    ['sessions', '--org', 'lumen'],
    ['sessions', '--org', 'lumen', '--json'],
    ['issues', 'c2Vzc2lvbg=='],
    ['login'],
  ];
  const everywhere = (value: unknown): unknown =>
    typeof value === 'string' && !/^(\d{4}-|http|[A-Z][A-Za-z_]+$|[0-9a-f]{64}$|\w+=*$)/.test(value)
      ? `${value}${escapes}`
      : typeof value === 'object' && value !== null
        ? Array.isArray(value)
          ? value.map(everywhere)
          : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, everywhere(each)]))
        : value;
  const error = { message: escapes, extensions: { code: 'FORBIDDEN', requestId: escapes } };
  for (const args of commands) {
    for (const lie of [everywhere, () => null]) {
      server.lie((_operation, { data }) => {
        const said = lie(data);
        return said === null ? { data: null, errors: [error] } : { data: said };
      });
      const { text } = await runCommand(args, server);
      expect(text.replaceAll('\n', ''), args.join(' ')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }
  }
});
