import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ask } from '#tests/kit/ask.ts';
import type { Person } from '#tests/kit/person.ts';
import { chooseFfmpeg } from '../media/ffmpeg/choose-ffmpeg.ts';
import { probeMedia } from '../media/probe-media.ts';
import { makeJobFolder } from './job-folders.ts';
import { makeRendition } from './make-rendition.ts';
import { runJobsOnce } from './run-jobs-once.ts';
import { hasFfmpeg, recorded } from './testing/ffmpeg-at-hand.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();
const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/media/${name}`, import.meta.url));

const RequestRendition = /* GraphQL */ `
  mutation RequestRendition($asset: ID!) {
    requestRendition(input: { assetId: $asset }) {
      __typename
      ... on RequestRenditionSuccess {
        asset { renditionState { state reason progress } }
      }
    }
  }
`;

interface State {
  state: string;
  reason: string | null;
  progress: number | null;
}
interface Requested {
  requestRendition: { __typename: string; asset?: { renditionState: State | null } };
}

/** Publishes a film or sound. Returns its id in the API. */
async function published(bytes: Buffer, contentType: string) {
  const { publishFile, databases, birds } = lab();
  await databases.system.dataset.updateMany({ where: { id: birds.id }, data: { revision: 1, status: 'PUBLISHED' } });
  const type = contentType.startsWith('video/') ? 'VIDEO' : contentType.startsWith('audio/') ? 'AUDIO' : 'FILE';
  const { asset, itemId } = await publishFile({ bytes, contentType, type });
  await databases.system.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  return { asset, id: Buffer.from(`Asset:${itemId}.${asset.id}`).toString('base64') };
}

const request = (person: Person, id: string) => ask<Requested>(person, RequestRendition, { asset: id });
const stateOf = async (person: Person, id: string) =>
  (await request(person, id)).requestRendition.asset!.renditionState!;

describe.skipIf(!hasFfmpeg).for([
  ['ffmpeg of the machine', undefined],
  ['npm build of ffmpeg', 'npm'],
] as const)('with the %s', ([, setting]) => {
  const ffmpeg = chooseFfmpeg(setting);
  const runJobs = () => {
    const { surroundings, connectionString } = lab();
    return runJobsOnce({ ...surroundings, ffmpeg, connectionString, jobs: [makeRendition] });
  };

  test.for([
    ['an old film is encoded', 'avi', 'video/x-msvideo', '-c:v mpeg4 -c:a mp2', 'video/mp4', /^avc1\.\w+,mp4a\.40\.2$/],
    [
      'a film in another container keeps its streams',
      'mkv',
      'video/x-matroska',
      '-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac',
      'video/mp4',
      /^avc1\.\w+,mp4a\.40\.2$/,
    ],
  ] as const)('%s', async ([, extension, contentType, codecs, made, playable]) => {
    const { bob, look, bytesOf } = lab();
    const film = '-f lavfi -i testsrc2=size=162x90:rate=25:duration=2 -f lavfi -i sine=duration=2';
    const { asset, id } = await published(await recorded(extension, `${film} ${codecs}`), contentType);
    // Bob may read, so he may ask.
    expect(await stateOf(bob, id)).toEqual({ state: 'PENDING', reason: null, progress: null });
    await runJobs();
    expect(await stateOf(bob, id)).toEqual({ state: 'DONE', reason: null, progress: 1 });
    const [rendition, ...others] = (await look(asset)).derived;
    expect(others).toEqual([]);
    expect(rendition).toMatchObject({
      sourceRole: 'RENDITION',
      contentType: made,
      width: 162,
      height: 90,
      durationSeconds: expect.closeTo(2, 0),
      codecs: expect.stringMatching(playable),
    });
    const path = join(await makeJobFolder(), 'rendition.mp4');
    writeFileSync(path, await bytesOf(rendition!));
    const measures = await probeMedia(ffmpeg, path, new AbortController().signal);
    expect(measures).toMatchObject({ frameRate: 25, picture: { width: 162, height: 90 } });
  });

  test('a sound that browsers lack becomes one that they play', async () => {
    const { alice, look } = lab();
    const { asset, id } = await published(fixture('tone.aiff'), 'audio/aiff');
    await request(alice, id);
    await runJobs();
    expect(await stateOf(alice, id)).toMatchObject({ state: 'DONE' });
    expect((await look(asset)).derived).toMatchObject([
      { sourceRole: 'RENDITION', contentType: 'audio/mp4', codecs: 'mp4a.40.2', width: null },
    ]);
  });

  test('what cannot be converted says why, and is not tried again', async () => {
    const { alice, look, databases } = lab();
    const { asset, id } = await published(Buffer.alloc(5_000, 'noise'), 'video/x-msvideo');
    await request(alice, id);
    await runJobs();
    const failed = { state: 'FAILED', reason: expect.stringMatching(/^The video or audio cannot be read/) };
    expect(await stateOf(alice, id)).toMatchObject(failed);
    expect(await databases.system.$queryRaw`SELECT * FROM graphile_worker._private_jobs`).toEqual([]);
    expect((await look(asset)).derived).toEqual([]);
  });
});

test('a file gets one job, however often it is requested', async () => {
  const { alice, bob, databases } = lab();
  const { id } = await published(fixture('tone.aiff'), 'audio/aiff');
  await Promise.all([alice, bob, alice, bob].map((person) => request(person, id)));
  expect(await databases.system.$queryRaw`SELECT id FROM graphile_worker._private_jobs`).toHaveLength(1);
});

test('an organization has at most twenty renditions under way, and each ended one makes room', async () => {
  const { alice, databases, lumen } = lab();
  await databases.system.rendition.deleteMany({ where: { orgId: lumen.id } });
  const ids: string[] = [];
  for (let each = 0; each < 21; each++) ids.push((await published(fixture('tone.aiff'), 'audio/aiff')).id);
  for (const id of ids.slice(0, 20)) expect(await stateOf(alice, id)).toMatchObject({ state: 'PENDING' });
  expect((await request(alice, ids[20]!)).requestRendition.__typename).toBe('LimitExceeded');
  await databases.system.rendition.updateMany({ where: { orgId: lumen.id }, data: { state: 'DONE' } });
  expect(await stateOf(alice, ids[20]!)).toMatchObject({ state: 'PENDING' });
});

test('mallory finds no such file, and a text has no rendition', async () => {
  const { alice, mallory } = lab();
  const { id } = await published(fixture('tone.aiff'), 'audio/aiff');
  expect((await request(mallory, id)).requestRendition.__typename).toBe('NotFound');
  const text = await published(Buffer.from('words'), 'text/plain');
  expect((await request(alice, text.id)).requestRendition.__typename).toBe('InvalidInput');
});
