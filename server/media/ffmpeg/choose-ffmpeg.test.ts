import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { signatureByteSize } from '#formats/signatures.ts';
import { hasFfmpeg } from '../../jobs/testing/ffmpeg-at-hand.ts';
import { grabFrame } from '../grab-frame.ts';
import { decodedImage } from '../images/decoded-image.ts';
import { type ProcessLimits, processLimits } from '../limits.ts';
import { probeMedia } from '../probe-media.ts';
import { readWaveform } from '../read-waveform.ts';
import { Unreadable } from '../unreadable.ts';
import { chooseFfmpeg, noFfmpeg } from './choose-ffmpeg.ts';
import { type Ffmpeg, guardedInput, words } from './ffmpeg.ts';

const going = new AbortController().signal;
const pathOf = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const video = (name: string) => pathOf(`samples/lumen/moving-pictures/video/${name}`);
const audio = (name: string) => pathOf(`samples/lumen/spoken-word/audio/${name}`);
const cat = video('house-cat.mp4');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-test-ffmpeg-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the choice', () => {
  test('FFMPEG_PATH decides, then PATH, then the npm build', () => {
    const tools = mkdtempSync(join(folder, 'tools-'));
    for (const name of ['ffmpeg', 'ffprobe']) writeFileSync(join(tools, name), '', { mode: 0o755 });
    vi.stubEnv('PATH', tools);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(chooseFfmpeg().name).toBe(join(tools, 'ffmpeg'));
    expect(chooseFfmpeg('npm').name).toMatch(/^@ffmpeg\/core \d/);
    rmSync(join(tools, 'ffprobe'));
    expect(chooseFfmpeg().name).toMatch(/^@ffmpeg\/core \d/);
    expect(chooseFfmpeg(join(tools, 'ffmpeg'))).toBe(noFfmpeg);
  });

  test('where there is none, the reason says so', async () => {
    await expect(probeMedia(noFfmpeg, cat, going)).rejects.toMatchObject({ reason: 'FFMPEG_MISSING' });
  });
});

describe.skipIf(!hasFfmpeg)('the npm build and the ffmpeg of the machine', () => {
  const both = <Made>(make: (ffmpeg: Ffmpeg) => Promise<Made>) =>
    Promise.all([make(chooseFfmpeg('npm')), make(chooseFfmpeg())]);

  test.for([video('big-buck-bunny.mp4'), video('blue-marble.mp4'), cat, video('husband-hill-pan.webm')])(
    'find the same in %s',
    async (path) => {
      const [ours, theirs] = await both((ffmpeg) => probeMedia(ffmpeg, path, going));
      expect({ ...ours, durationSeconds: theirs.durationSeconds }).toEqual(theirs);
      expect(Math.abs(ours.durationSeconds! - theirs.durationSeconds!)).toBeLessThan(1 / theirs.frameRate!);

      const frames = await both((ffmpeg) => grabFrame(ffmpeg, path, theirs.durationSeconds, going));
      const [a, b] = await Promise.all(frames.map((frame) => sharp(frame).metadata()));
      expect([a!.width, a!.height]).toEqual([b!.width, b!.height]);
      const { channels } = await sharp(frames[0]).stats();
      expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(12);
      const pixels = await Promise.all(
        frames.map((frame) => sharp(frame).resize(64, 36, { fit: 'fill' }).raw().toBuffer()),
      );
      expect(meanDifference(pixels[0]!, pixels[1]!)).toBeLessThan(6);
    },
  );

  test.for([
    audio('inaugural-address.mp3'),
    audio('sense-and-sensibility.m4a'),
    audio('switchboard-french.ogg'),
    pathOf('tests/fixtures/media/audio-only.mp4'),
    pathOf('tests/fixtures/media/bad-vbr-header.mp3'),
  ])('hear the same in %s', async (path) => {
    const [ours, theirs] = await both((ffmpeg) => probeMedia(ffmpeg, path, going));
    expect(ours).toEqual(theirs);
    const [drawn, expected] = await both((ffmpeg) => readWaveform(ffmpeg, path, ours.sampleRate, going));
    expect({ ...drawn, peaks: [] }).toEqual({ ...expected, peaks: [] });
    expect(drawn.peaks).toHaveLength(expected.peaks.length);
    expect(meanDifference(drawn.peaks, expected.peaks)).toBeLessThan(1);
  });
});

describe.for([['npm build', 'npm'], ...(hasFfmpeg ? [['ffmpeg of the machine', undefined] as const] : [])] as const)(
  'the %s',
  ([, setting]) => {
    const ffmpeg = () => chooseFfmpeg(setting);

    test('reads a film of 5 GB whose description is at its end', async () => {
      const path = join(folder, 'large.mp4');
      writeFilmWithGap(path, 5 * 1024 ** 3);
      onTestFinished(() => rmSync(path));
      const measures = await probeMedia(ffmpeg(), path, going);
      expect(measures).toMatchObject({ durationSeconds: 12, picture: { width: 640, height: 424 } });
      expect((await grabFrame(ffmpeg(), path, 12, going)).byteLength).toBeGreaterThan(10_000);
    });

    test('says that a film without its end is damaged', async () => {
      const path = join(folder, 'torn.mp4');
      writeFilmWithGap(path, 1_000);
      truncateSync(path, 500_000);
      await expect(probeMedia(ffmpeg(), path, going)).rejects.toMatchObject({ reason: 'MEDIA_DAMAGED' });
    });

    test('does not decode frames of 900 megapixels', async () => {
      const path = join(folder, 'huge.gif');
      const [size, image] = [
        [0x30, 0x75, 0x30, 0x75],
        [2, 2, 0x4c, 1, 0, 0x3b],
      ];
      const palette = [0x80, 0, 0, 0, 0, 0, 255, 255, 255];
      writeFileSync(
        path,
        Buffer.from([...Buffer.from('GIF89a'), ...size, ...palette, 0x2c, 0, 0, 0, 0, ...size, 0, ...image]),
      );
      await expect(grabFrame(ffmpeg(), path, null, going)).rejects.toMatchObject({ reason: 'MEDIA_DAMAGED' });
    });

    test.for([
      ['TOO_SLOW', { cpuSeconds: 2 }],
      ['TOO_SLOW', { wallSeconds: 1 }],
      ['TOO_MUCH_OUTPUT', { outputByteSize: 100_000 }],
    ] as const)('ends an endless film: %s %o', async ([reason, limits]) => {
      await expect(playForEver(ffmpeg(), limits)).rejects.toMatchObject({ reason });
    });

    test('tells nobody where the file is', async () => {
      const path = join(folder, 'noise.mp4');
      writeFileSync(path, Buffer.alloc(5_000, 'noise'));
      const failure = await probeMedia(ffmpeg(), path, going).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Unreadable);
      expect((failure as Error).message).not.toMatch(/\/|node/);
    });
  },
);

describe('the npm build alone', () => {
  const npm = chooseFfmpeg('npm');
  const decodeImage = (name: string, contentType: string) => {
    const path = pathOf(`tests/fixtures/media/${name}`);
    return decodedImage(npm, path, readFileSync(path).subarray(0, signatureByteSize), contentType, going);
  };

  test('takes no more memory than it may', async () => {
    await expect(playForEver(npm, { memoryByteSize: 160 * 1024 ** 2 })).rejects.toMatchObject({
      reason: 'TOO_MUCH_MEMORY',
    });
  });

  test('has no decoders of AV1 and JPEG XL, and says so', async () => {
    const path = pathOf('tests/fixtures/media/av1.mp4');
    expect(await probeMedia(npm, path, going)).toMatchObject({ picture: { width: 64, height: 64 } });
    await expect(grabFrame(npm, path, 0.6, going)).rejects.toMatchObject({ reason: 'CODEC_MISSING' });
    await expect(decodeImage('pic.jxl', 'image/jxl')).rejects.toMatchObject({ reason: 'CODEC_MISSING' });
  });

  test('decodes images', async () => {
    const { source, contentType } = await decodeImage('pic.jp2', 'image/jp2');
    expect(contentType).toBe('image/png');
    const { channels } = await sharp(source).stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(12);
  });

  test('sees no other file, and writes none', async () => {
    const options = { signal: going, limits: processLimits.frame };
    const copy = (before: string[], after: string[]) =>
      npm.run({ program: 'ffmpeg', path: cat, before: ['-v', 'error', '-y', ...before], after }, options);
    const other = ['-i', `file:${audio('inaugural-address.mp3')}`];
    await expect(copy(other, words('-map 0 -f null -'))).rejects.toMatchObject({ reason: 'MEDIA_DAMAGED' });
    await copy([], words('-c copy -f mp4 file:/tmp/vitrine-escaped.mp4'));
    expect(existsSync('/tmp/vitrine-escaped.mp4')).toBe(false);
  });

  test('ends when the worker stops', async () => {
    const stopping = new AbortController();
    const played = playForEver(npm, {}, { signal: stopping.signal, onOutput: () => stopping.abort() });
    await expect(played).rejects.toThrow('The worker is stopping.');
  });
});

function playForEver(
  ffmpeg: Ffmpeg,
  limits: Partial<ProcessLimits>,
  options: { signal: AbortSignal; onOutput: () => void } = { signal: going, onOutput: () => {} },
) {
  const bounds = { wallSeconds: 60, cpuSeconds: 60, memoryByteSize: 2 * 1024 ** 3, outputByteSize: 2 ** 40 };
  return ffmpeg.run(
    {
      program: 'ffmpeg',
      path: cat,
      before: [...words('-v error -nostdin -stream_loop -1'), ...guardedInput],
      after: words('-f rawvideo pipe:1'),
    },
    { ...options, limits: { ...bounds, ...limits } },
  );
}

function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}

/** Writes the film of the cat with its `moov` box at the end, after a hole that takes no space on the disk. */
function writeFilmWithGap(path: string, gapByteSize: number): void {
  const film = readFileSync(cat);
  const boxes: Record<string, Buffer> = {};
  for (let start = 0; start < film.byteLength; start += film.readUInt32BE(start)) {
    boxes[film.toString('latin1', start + 4, start + 8)] = film.subarray(start, start + film.readUInt32BE(start));
  }
  const { ftyp, moov, mdat } = boxes as Record<'ftyp' | 'moov' | 'mdat', Buffer>;
  // The frames stay where `moov` says that they are.
  const filler = Buffer.alloc(film.byteLength - mdat.byteLength - ftyp.byteLength);
  filler.writeUInt32BE(filler.byteLength);
  filler.write('free', 4);
  const gap = Buffer.alloc(16);
  gap.writeUInt32BE(1);
  gap.write('free', 4);
  gap.writeBigUInt64BE(BigInt(gapByteSize), 8);
  writeFileSync(path, Buffer.concat([ftyp, filler, mdat, gap]));
  const file = openSync(path, 'r+');
  writeSync(file, moov, 0, moov.byteLength, film.byteLength + gapByteSize);
  closeSync(file);
}
