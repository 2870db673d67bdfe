import { expect, test } from 'vitest';
import { PublishInProgress } from '#domain/errors.ts';
import { itemFor, itemsOf } from '#tests/kit/publish.ts';
import { fileOf, sessionWith, upload } from '#tests/kit/upload.ts';
import { world } from '#tests/kit/world.ts';
import { openIngestSession } from './open-ingest-session.ts';
import { publishIngestSession } from './publish-ingest-session.ts';

const crow = fileOf('crow');

test('fifty sessions publish one dataset at once: each wins or is told, and no revision is lost', async () => {
  const lab = await world({ poolSize: 20 });
  const { alice, birds } = lab;
  const sessions = await Promise.all(
    Array.from({ length: 50 }, async () =>
      openIngestSession(await alice.context(), { datasetId: birds.id, mode: 'APPEND' }),
    ),
  );
  await upload(alice, sessions[0]!, [crow]);
  const context = await alice.context();
  const outcomes = await Promise.all(
    sessions.map(({ id }, index) =>
      publishIngestSession(context, { sessionId: id, items: [itemFor(`k${index}`, crow)] }).then(
        (answer) => answer.kind,
        (error: unknown) => (error instanceof PublishInProgress ? error.code : String(error)),
      ),
    ),
  );
  const succeeded = outcomes.filter((outcome) => outcome === 'PublishSucceeded').length;
  expect(succeeded).toBeGreaterThan(0);
  expect(outcomes.filter((outcome) => outcome === 'PUBLISH_IN_PROGRESS')).toHaveLength(50 - succeeded);
  const { revision } = await lab.databases.system.dataset.findFirstOrThrow({ where: { id: birds.id } });
  expect(revision).toBe(succeeded);
  expect(await itemsOf(lab, birds, succeeded)).toHaveLength(succeeded);
});

test('fifty publishes of one session are one publish', async () => {
  const lab = await world({ poolSize: 20 });
  const { alice, birds } = lab;
  const session = await sessionWith(alice, birds.id, [crow]);
  const context = await alice.context();
  const items = [itemFor('a', crow)];
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => publishIngestSession(context, { sessionId: session.id, items })),
  );
  for (const answer of answers) expect(answer).toStrictEqual(answers[0]);
  expect(await itemsOf(lab, birds, 1)).toHaveLength(1);
});
