import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { connectDatabases } from '#database/databases.ts';
import type { AssetRole } from '#prisma/client/enums.ts';
import { patience } from '#tests/kit/patience.ts';
import { cloneDatabase } from '#tests/kit/postgres.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { runServer } from './run-server.ts';

const lab = worldOfFile();

/** A folder for PATH with a shell and Node, and nothing else. */
function bareMachine(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bare-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const shell = (process.env['PATH'] ?? '').split(delimiter).map((path) => join(path, 'sh'));
  symlinkSync(shell.find(existsSync)!, join(folder, 'sh'));
  symlinkSync(process.execPath, join(folder, 'node'));
  return folder;
}

/** The roles of the files that are made of each type of item. */
const madeOf: Record<'VIDEO' | 'AUDIO' | 'DOCUMENT' | 'IMAGE', AssetRole[]> = {
  VIDEO: ['POSTER', 'THUMBNAIL'],
  AUDIO: ['WAVEFORM', 'THUMBNAIL'],
  DOCUMENT: ['THUMBNAIL'],
  IMAGE: ['THUMBNAIL'],
};

test('with Node alone, the films, sounds and documents of the demo are drawn', async () => {
  const database = await cloneDatabase(inject('adminConnectionString'));
  onTestFinished(database.drop);
  const { connectionString, appConnectionString } = database;
  const { system, close } = open(connectionString);
  onTestFinished(close);
  const { settings } = lab().store;
  const server = await runServer({
    PATH: bareMachine(),
    DEMO: 'true',
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: appConnectionString,
    S3_ENDPOINT: settings.endpoint!,
    S3_BUCKET: settings.bucket,
    S3_ACCESS_KEY_ID: settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
  });
  onTestFinished(server.stop);

  const types = Object.keys(madeOf) as (keyof typeof madeOf)[];
  const missing = async () => {
    const shown = await system.itemAsset.findMany({
      where: { role: 'PRIMARY', item: { type: { in: types } } },
      select: { item: { select: { key: true, type: true } }, asset: { select: { derived: true } } },
    });
    return [
      ...types.filter((type) => !shown.some(({ item }) => item.type === type)),
      ...shown.flatMap(({ item, asset }) => {
        const made = asset.derived.map(({ sourceRole }) => sourceRole);
        const roles = madeOf[item.type as keyof typeof madeOf].filter((role) => !made.includes(role));
        return roles.map((role) => `${item.key}: ${role}`);
      }),
    ];
  };
  await vi.waitFor(async () => expect(await missing()).toEqual([]), { ...patience, timeout: 600_000 });
  expect(await system.assetProcessing.findMany({ where: { state: 'FAILED' } })).toEqual([]);
  expect(server.output()).toMatch(/Video and audio are read with @ffmpeg\/core \d/);
});

function open(connectionString: string) {
  const databases = connectDatabases({ connectionString, poolSize: 2 });
  return { system: databases.system, close: () => databases.close() };
}
