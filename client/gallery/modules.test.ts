import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Modules that are not in the gallery, with the reason. */
const elsewhere: Record<string, string> = {
  app: 'It has no look of its own.',
  'item-panel/annotations-provider': 'It has no look of its own.',
  'shell/shell': 'It has no look of its own.',
  'shell/signed-in': 'It has no look of its own.',
  'shell/visitor-outlet': 'It has no look of its own.',
  'viewers/pdf-page': 'It is shown as a part of viewers/pdf-pages.',
  ...Object.fromEntries(
    [
      'access/access-page',
      'dataset-list/datasets-page',
      'dataset/dataset-page',
      'ingest/ingest-page',
      'ingest/ingest-sessions-page',
      'invitations/invitation-page',
      'revisions/revisions-page',
      'search/search-page',
      'settings/settings-page',
      'sharing/dataset-access-page',
      'sharing/share-page',
      'sign-in/sign-in-page',
    ].map((page) => [
      page,
      'The page needs its route. Its parts are in the gallery, and stories of the browser walk it.',
    ]),
  ),
};

test('every component of the viewer is in the gallery', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'client'], {
    encoding: 'utf8',
  });
  const withComponents = files
    .split('\n')
    .filter((file) => file.endsWith('.tsx') && !file.startsWith('client/gallery/'))
    .filter((file) => /^export (?:function|class|const) [A-Z]\w*(?: =|\(|<| extends)/m.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice('client/'.length, -'.tsx'.length));
  const listed = [...readFileSync('client/gallery/modules.ts', 'utf8').matchAll(/^ {2}'([^']+)'/gm)].map(
    ([, path]) => path,
  );
  const missing = withComponents.filter((path) => !listed.includes(path) && !(path in elsewhere));
  expect(missing).toEqual([]);
});
