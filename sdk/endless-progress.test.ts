import { expect, test } from 'vitest';
import { publish } from './publish.ts';
import { pull } from './pull.ts';
import { folderOf } from './testing/folder-of.ts';
import { type Answer, type LyingServer, startLyingServer } from './testing/lying-server.ts';

const optionsOf = ({ endpoint }: LyingServer) => ({
  endpoint,
  token: 'vtr_x',
  organization: 'lumen',
  dataset: 'birds',
  cacheFolder: null,
  patienceMilliseconds: 20,
  backoff: { firstMilliseconds: 1, longestMilliseconds: 1 },
});

async function end(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}

test('a publish whose server waits for files that it has verified is given up', async () => {
  const server = await startLyingServer();
  const missing: Answer = {
    data: {
      publishIngestSession: {
        __typename: 'UploadsMissing',
        code: 'UPLOADS_MISSING',
        message: 'No.',
        missingCount: 1,
        filenames: [],
      },
    },
  };
  const open = (honest: Answer): Answer => {
    const { node } = honest.data as { node: object };
    return { data: { node: { ...node, state: 'OPEN' } } };
  };
  server.lie((operation, honest) => {
    if (operation === 'PublishIngestSession') return missing;
    return operation === 'FollowSession' ? open(honest) : honest;
  });
  await expect(end(publish(folderOf({ 'a.txt': 'A robin.' }), optionsOf(server)))).rejects.toMatchObject({
    code: 'SERVER_ERROR',
  });
});

test('annotations of reviewers are counted too, so that an item cannot have them without end', async () => {
  const server = await startLyingServer();
  let page = 0;
  const node = { kind: 'POINT', label: 'eye', confidence: 0.5, source: 'REVIEWER', geometry: { x: 0.5, y: 0.5 } };
  const edges = Array.from({ length: 2_000 }, () => ({ node }));
  server.lie((operation, honest) => {
    if (operation !== 'MoreAnnotations') return honest;
    page += 1;
    return {
      data: {
        node: {
          __typename: 'Item',
          annotations: { pageInfo: { hasNextPage: true, endCursor: `page-${page}` }, edges },
        },
      },
    };
  });
  await expect(end(pull(folderOf({}), optionsOf(server)))).rejects.toMatchObject({ code: 'INVALID_ANSWER' });
  expect(page).toBeLessThanOrEqual(51);
});
