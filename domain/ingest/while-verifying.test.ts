import { expect, test } from 'vitest';
import { worldOfFile } from '#tests/kit/world.ts';
import { UploadsMissing } from '../errors.ts';
import { openIngestSession } from './open-ingest-session.ts';
import { publishIngestSession } from './publish-ingest-session.ts';
import { requestUploads } from './request-uploads.ts';

const lab = worldOfFile();

test('a session is VERIFYING while a publish looks for its last files, and then UPLOADING again', async () => {
  const { alice, birds, databases } = lab();
  const context = await alice.context();
  const { id } = await openIngestSession(context, { datasetId: birds.id, mode: 'REPLACE' });
  const phaseNow = async () => (await databases.system.ingestSession.findFirstOrThrow({ where: { id } })).phase;
  const file = { clientRef: 'a', filename: 'a.txt', contentType: 'text/plain', byteSize: 5, sha256: 'ab'.repeat(32) };
  await requestUploads(context, { sessionId: id, files: [file] });
  expect(await phaseNow()).toBe('UPLOADING');

  const phases = new Set<string>();
  const storage = new Proxy(context.storage, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]): Promise<unknown> => {
        phases.add(await phaseNow());
        return Reflect.apply(member, target, given) as unknown;
      };
    },
  });
  await expect(publishIngestSession({ ...context, storage }, { sessionId: id, items: [] })).rejects.toThrow(
    UploadsMissing,
  );
  expect([...phases]).toEqual(['VERIFYING']);
  expect(await phaseNow()).toBe('UPLOADING');
});
