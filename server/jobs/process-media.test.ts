import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { enqueue } from '#domain/tasks.ts';
import type { Asset } from '#prisma/client/client.ts';
import { codecString } from '../media/codec-string.ts';
import { chooseFfmpeg, noFfmpeg } from '../media/ffmpeg/choose-ffmpeg.ts';
import type { Ffmpeg } from '../media/ffmpeg/ffmpeg.ts';
import type { Waveform } from '../media/waveform.ts';
import { runJobsOnce } from './run-jobs-once.ts';
import { hasFfmpeg, recorded } from './testing/ffmpeg-at-hand.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const world = jobWorldOfFile();

/** The world with a worker that reads films and sounds by the programs of the machine, or by the npm build. */
function labWith(ffmpeg: Ffmpeg) {
  const { surroundings, connectionString, ...rest } = world();
  return { ...rest, runJobs: () => runJobsOnce({ ...surroundings, ffmpeg, connectionString }) };
}

const film = 'testsrc2=size=640x360:rate=25:duration=2';
const tone = 'sine=frequency=440:duration=2';
const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/media/${name}`, import.meta.url));

/** Returns a WAV with one sample a second. */
function slowWav(seconds: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + seconds * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.set([1, 0, 1, 0], 20);
  header.writeUInt32LE(1, 24);
  header.writeUInt32LE(2, 28);
  header.set([2, 0, 16, 0], 32);
  header.write('data', 36);
  header.writeUInt32LE(seconds * 2, 40);
  return Buffer.concat([header, Buffer.alloc(seconds * 2, 7)]);
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-test-media-'));
});
beforeEach(() => void vi.stubEnv('TMPDIR', folder));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe.skipIf(!hasFfmpeg).for([
  ['ffmpeg of the machine', undefined],
  ['npm build of ffmpeg', 'npm'],
] as const)('with the %s', ([, setting]) => {
  const lab = () => labWith(chooseFfmpeg(setting));

  test('a film is measured and gets a poster, a thumbnail and the drawing of its sound', async () => {
    const { publishFile, runJobs, look, bytesOf, databases } = lab();
    const bytes = await recorded('mp4', `-f lavfi -i ${film} -f lavfi -i ${tone} -pix_fmt yuv420p`);
    const { asset, itemId } = await publishFile({ bytes, contentType: 'video/mp4', type: 'VIDEO' });
    await runJobs();

    const seen = await look(asset);
    expect(seen).toMatchObject({ width: 640, height: 360, durationSeconds: expect.closeTo(2, 1) });
    expect(seen.steps).toEqual([
      'countFrames: DONE',
      'extractSubtitles: NOT_APPLICABLE, The video has no subtitles.',
      'makePoster: DONE',
      'makeStoryboard: DONE',
      'makeWaveform: DONE',
      'measurePlayback: DONE',
    ]);
    expect(seen).toMatchObject({
      codecs: expect.stringMatching(/^avc1\.64000d,mp4a\.40\.2$|^avc1\.6400\w\w,mp4a\.40\.2$/),
      frameRate: 25,
      frameRateFraction: '25/1',
      frameCount: 50,
    });
    expect(seen.derived).toMatchObject([
      { sourceRole: 'THUMBNAIL', contentType: 'image/webp', width: 480, height: 270 },
      { sourceRole: 'POSTER', contentType: 'image/webp', width: 640, height: 360 },
      { sourceRole: 'STORYBOARD', contentType: 'image/webp', width: 640, height: 90 },
      { sourceRole: 'STORYBOARD_CUES', contentType: 'text/vtt' },
      { sourceRole: 'WAVEFORM', contentType: 'application/json' },
    ]);
    expect(await sharp(await bytesOf(seen.derived[1]!)).metadata()).toMatchObject({ format: 'webp', width: 640 });
    const item = await databases.system.item.findFirstOrThrow({ where: { id: itemId } });
    expect(item.durationSeconds).toBeCloseTo(2, 1);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a film that ends after its first frames gets a poster of them', async () => {
    const { publishFile, runJobs, look } = lab();
    const whole = await recorded(
      'webm',
      '-f lavfi -i testsrc=size=320x240:rate=25:duration=3 -f lavfi -i sine=duration=3 -c:v libvpx-vp9 -c:a libopus',
    );
    const bytes = whole.subarray(0, 9_000);
    const { asset } = await publishFile({ bytes, contentType: 'video/webm', type: 'VIDEO' });
    await runJobs();
    expect((await look(asset)).steps).toContain('makePoster: DONE');
  });

  test('an item that is published later gets the duration as well', async () => {
    const { publishFile, runJobs, look, databases, lumen, birds } = lab();
    const bytes = await recorded('wav', '-f lavfi -i sine=frequency=330:duration=1');
    const { asset, itemId } = await publishFile({ bytes, contentType: 'audio/wav', type: 'AUDIO' });
    await runJobs();
    await databases.system.item.updateMany({ where: { id: itemId }, data: { durationSeconds: null } });
    await enqueue(databases.system, 'processAsset', { orgId: lumen.id, assetId: asset.id });
    await runJobs();

    expect((await look(asset)).durationSeconds).toBeCloseTo(1, 1);
    expect(await databases.system.item.findFirstOrThrow({ where: { id: itemId, datasetId: birds.id } })).toMatchObject({
      durationSeconds: expect.closeTo(1, 1),
    });
  });

  test('a film held sideways is measured upright, a squeezed one with square pixels', async () => {
    const { publishFile, runJobs, look } = lab();
    const upright = await recorded('mp4', `-f lavfi -i ${film} -pix_fmt yuv420p`);
    const sideways = await publishFile({ bytes: await turned(upright), contentType: 'video/mp4' });
    const squeezed = await publishFile({
      bytes: await recorded('mp4', `-f lavfi -i ${film} -vf scale=320:360,setsar=2 -pix_fmt yuv420p`),
      contentType: 'video/mp4',
    });
    await runJobs();

    const thumbnail = (derived: Asset[]) => derived.find(({ sourceRole }) => sourceRole === 'THUMBNAIL');
    const seen = await look(sideways.asset);
    expect(seen).toMatchObject({ width: 360, height: 640 });
    expect(thumbnail(seen.derived)).toMatchObject({ width: 270, height: 480 });
    expect(await look(squeezed.asset)).toMatchObject({ width: 640, height: 360 });
    expect(thumbnail((await look(squeezed.asset)).derived)).toMatchObject({ width: 480, height: 270 });
  });

  test('a film that begins in the dark gets a poster with something on it', async () => {
    const { publishFile, runJobs, look, bytesOf } = lab();
    const dark = 'color=black:size=640x360:rate=25:duration=6';
    const bytes = await recorded(
      'webm',
      `-f lavfi -i ${dark} -f lavfi -i ${film} -filter_complex [0:v][1:v]concat=n=2:v=1 -r 5 -c:v libvpx -b:v 500k -deadline realtime -cpu-used 8`,
    );
    const { asset } = await publishFile({ bytes, contentType: 'video/webm' });
    await runJobs();

    const poster = (await look(asset)).derived.find(({ sourceRole }) => sourceRole === 'POSTER');
    const { channels } = await sharp(await bytesOf(poster!)).stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20);
  });

  test('a silent film has no drawing of its sound, and that is no failure', async () => {
    const { publishFile, runJobs, look } = lab();
    const bytes = await recorded('mp4', `-f lavfi -i ${film} -pix_fmt yuv420p`);
    const { asset } = await publishFile({ bytes, contentType: 'video/mp4' });
    await runJobs();

    const seen = await look(asset);
    expect(seen.derived.map(({ sourceRole }) => sourceRole)).toEqual([
      'THUMBNAIL',
      'POSTER',
      'STORYBOARD',
      'STORYBOARD_CUES',
    ]);
    expect(seen.steps).toContain('makeWaveform: NOT_APPLICABLE, The video has no audio.');
  });

  test.for([
    ['mp3', 'audio/mpeg'],
    ['ogg', 'audio/ogg'],
    ['flac', 'audio/flac'],
    ['m4a', 'audio/mp4'],
    ['wav', 'audio/wav'],
  ] as const)('%s sounds are measured and drawn', async ([extension, contentType]) => {
    const { publishFile, runJobs, look, bytesOf } = lab();
    // A sound that begins with silence and then is loud.
    const bytes = await recorded(extension, '-f lavfi -i sine=frequency=440:duration=5 -af volume=8,adelay=4000:all=1');
    const { asset } = await publishFile({ bytes, contentType, type: 'AUDIO' });
    await runJobs();

    const seen = await look(asset);
    expect(seen).toMatchObject({ width: null, durationSeconds: expect.closeTo(9, 0) });
    expect(seen.derived).toMatchObject([
      { sourceRole: 'THUMBNAIL', contentType: 'image/webp', width: 480, height: 360 },
      { sourceRole: 'WAVEFORM', durationSeconds: expect.closeTo(9, 0) },
    ]);
    const [thumbnail, waveformFile] = seen.derived;
    // The drawing is thin where the sound is silent, and thick at its end.
    const brightPixels = async (left: number) => {
      const part = sharp(await bytesOf(thumbnail!)).extract({ left, top: 0, width: 120, height: 360 });
      const levels = await part.greyscale().raw().toBuffer();
      return levels.filter((level) => level > 100).length;
    };
    expect(await brightPixels(360)).toBeGreaterThan(10 * (await brightPixels(0)));
    const { peaks, ...waveform } = JSON.parse((await bytesOf(waveformFile!)).toString()) as Waveform;
    expect(waveform).toMatchObject({ version: 1, sampleRate: 16_000, samplesPerPeak: 128 });
    expect(peaks.length / 2).toBeCloseTo((9 * 16_000) / 128, -2);
    expect(peaks.every((peak) => Number.isInteger(peak) && peak >= -128 && peak <= 127)).toBe(true);
    const loudFrom = (peaks.length * 4) / 9;
    expect(Math.max(...peaks.slice(0, loudFrom - 40))).toBeLessThan(3);
    expect(Math.max(...peaks.slice(loudFrom + 40, -40))).toBeGreaterThan(100);
    expect(Math.min(...peaks.slice(loudFrom + 40, -40))).toBeLessThan(-100);
  });

  test('a damaged film says so, and leaves nothing behind', async () => {
    const { publishFile, runJobs, look } = lab();
    const { asset } = await publishFile({ bytes: Buffer.alloc(5_000, 'noise'), contentType: 'video/mp4' });
    await runJobs();

    const { steps, derived } = await look(asset);
    expect(derived).toEqual([]);
    expect(steps).toHaveLength(6);
    for (const step of steps)
      expect(step).toMatch(/FAILED, The video or audio cannot be read\. The file may be damaged/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('two megabytes that claim to be eleven days of sound are read at once', async () => {
    const { publishFile, runJobs, look } = lab();
    const { asset } = await publishFile({ bytes: slowWav(1_000_000), contentType: 'audio/wav', type: 'AUDIO' });
    await runJobs();
    const seen = await look(asset);
    expect(seen.steps).toEqual(['makeWaveform: DONE', 'measurePlayback: DONE']);
    expect(seen.durationSeconds).toBe(1_000_000);
  });

  test('a sound has the duration that was decoded, whatever its header says', async () => {
    const { publishFile, runJobs, look } = lab();
    const { asset } = await publishFile({
      bytes: fixture('bad-vbr-header.mp3'),
      contentType: 'audio/mpeg',
      type: 'AUDIO',
    });
    await runJobs();
    expect((await look(asset)).durationSeconds).toBeCloseTo(12, 0);
  });

  test('sound alone in a film format has no poster, and that is no failure', async () => {
    const { publishFile, runJobs, look } = lab();
    const { asset } = await publishFile({ bytes: fixture('audio-only.mp4'), contentType: 'video/mp4', type: 'VIDEO' });
    await runJobs();
    const seen = await look(asset);
    expect(seen).toMatchObject({ width: null, codecs: 'mp4a.40.2' });
    expect(seen.steps).toContain('makePoster: NOT_APPLICABLE, The file has audio only.');
    expect(seen.derived.map(({ sourceRole }) => sourceRole)).toEqual(['THUMBNAIL', 'WAVEFORM']);
  });

  test('the subtitles inside a film become its transcript', async () => {
    const { publishFile, runJobs, look, databases } = lab();
    const subtitles = join(folder, 'subtitles.srt');
    writeFileSync(subtitles, '1\n00:00:00,500 --> 00:00:01,000\nHello\n');
    const bytes = await recorded('mp4', `-f lavfi -i ${film} -i ${subtitles} -pix_fmt yuv420p -c:s mov_text`);
    rmSync(subtitles);
    const { asset } = await publishFile({ bytes, contentType: 'video/mp4', type: 'VIDEO' });
    await runJobs();
    const transcript = (await look(asset)).derived.find(({ sourceRole }) => sourceRole === 'TRANSCRIPT');
    expect(transcript).toMatchObject({ contentType: 'text/vtt' });
    expect(await databases.system.transcriptSegment.findMany({ where: { assetId: transcript!.id } })).toMatchObject([
      { startSeconds: 0.5, endSeconds: 1, text: 'Hello' },
    ]);
  });

  test('a playlist cannot make the server read its own files', async () => {
    const { publishFile, runJobs, look } = lab();
    const secret = join(folder, 'secret.mp4');
    writeFileSync(secret, await recorded('mp4', `-f lavfi -i ${film} -pix_fmt yuv420p`));
    const playlists = [
      `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://${secret}\n#EXT-X-ENDLIST\n`,
      `ffconcat version 1.0\nfile ${secret}\n`,
    ];
    for (const playlist of playlists) {
      const { asset } = await publishFile({ bytes: Buffer.from(playlist), contentType: 'video/mp4' });
      await runJobs();
      const { steps, derived } = await look(asset);
      expect(derived).toEqual([]);
      for (const step of steps) expect(step).toMatch(/FAILED, The video or audio cannot be read/);
    }
    rmSync(secret);
  });

  test('the films of the samples', async () => {
    const { publishFile, runJobs, look } = lab();
    const samples = new URL('../../samples/lumen/moving-pictures/video/', import.meta.url);
    const films = await Promise.all(
      readdirSync(samples).map((name) =>
        publishFile({
          bytes: readFileSync(new URL(name, samples)),
          contentType: name.endsWith('.webm') ? 'video/webm' : 'video/mp4',
          type: 'VIDEO',
        }),
      ),
    );
    await runJobs();

    for (const { asset } of films) {
      const { derived, width, durationSeconds, steps } = await look(asset);
      expect(steps.filter((step) => !step.endsWith(': DONE') && !step.includes('NOT_APPLICABLE'))).toEqual([]);
      expect([width, durationSeconds]).toEqual([expect.any(Number), expect.any(Number)]);
      expect(derived.map(({ sourceRole }) => sourceRole)).toEqual(expect.arrayContaining(['THUMBNAIL', 'POSTER']));
    }
  });

  /** Adds a rotation mark to a film, as from a camera that was held sideways. */
  async function turned(bytes: Buffer): Promise<Buffer> {
    const upright = join(folder, 'upright.mp4');
    writeFileSync(upright, bytes);
    const made = await recorded('mp4', `-i ${upright} -c copy -metadata:s:v:0 rotate=90`);
    rmSync(upright);
    return made;
  }
});

test('without ffmpeg, the film says what is missing, and the item is there all the same', async () => {
  const { publishFile, runJobs, look, databases } = labWith(noFfmpeg);
  const { asset, itemId } = await publishFile({
    bytes: Buffer.from('a film'),
    contentType: 'video/mp4',
    type: 'VIDEO',
  });
  await runJobs();

  const { steps } = await look(asset);
  expect(steps).toHaveLength(6);
  for (const step of steps)
    expect(step).toMatch(/FAILED, The server has no ffmpeg, which this file needs\. Install ffmpeg/);
  expect(await databases.system.item.findFirst({ where: { id: itemId } })).not.toBeNull();
});

test('codecs are named as browsers know them', () => {
  const hevc = { codec_name: 'hevc', codec_tag_string: 'hvc1', profile: 'Main', level: 93 };
  expect(codecString(hevc)).toBe('hvc1.1.6.L93.B0');
  expect(codecString({ codec_name: 'prores', codec_tag_string: 'apco', level: -99 })).toBe('apco');
  expect(codecString({ codec_name: 'theora' })).toBe('theora');
  expect(codecString({ codec_name: 'h264', profile: 'High', level: 31 })).toBe('avc1.64001f');
  expect(codecString({ codec_name: 'vp9', profile: 'Profile 2', pix_fmt: 'yuv420p10le' })).toBe('vp09.02.10.10');
  expect(codecString({ codec_name: 'pcm_s16be' })).toBe('pcm_s16be');
});
