import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';

type Geometry = {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  points?: [number, number][];
  startSeconds?: number;
  endSeconds?: number;
  start?: number;
  end?: number;
};
type Annotation = { kind: string; label: string; confidence?: number; geometry: Geometry };
type Item = {
  key: string;
  type: string;
  title: string;
  tags: string[];
  metadata: Record<string, unknown>;
  createdAt?: string;
  assets: { role: string; path: string }[];
  annotations?: Annotation[];
};
type Dataset = { slug: string; name: string; description: string; license: string; sensitive: boolean; folder: string };
type Organization = { slug: string; name: string; datasets: Dataset[] };

const samples = import.meta.dirname;
const { organizations } = JSON.parse(readFileSync(path.join(samples, 'datasets.json'), 'utf8')) as {
  organizations: Organization[];
};
const datasets = organizations.flatMap((organization) => organization.datasets);
const itemsOf = (dataset: Dataset) =>
  readFileSync(path.join(samples, dataset.folder, 'manifest.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Item);
const fileOf = (dataset: Dataset, item: Item, role: string) =>
  path.join(samples, dataset.folder, item.assets.find((asset) => asset.role === role)?.path ?? 'missing');

const ownFiles = ['LICENSES.md', 'README.md', 'datasets.json', 'prepare.ts', 'samples.test.ts'];

test('the list names each organization, dataset and folder once', () => {
  expect(organizations.map(({ slug, name }) => `${slug}: ${name}`)).toEqual([
    'lumen: Lumen Field Lab',
    'meridian: Meridian Archive',
  ]);
  expect(new Set(datasets.map((dataset) => dataset.folder)).size).toBe(datasets.length);
  for (const organization of organizations) {
    for (const dataset of organization.datasets) {
      expect(dataset.folder).toBe(`${organization.slug}/${dataset.slug}`);
      expect(typeof dataset.sensitive).toBe('boolean');
      expect([dataset.name, dataset.description, dataset.license]).not.toContain('');
    }
  }
});

describe.each(datasets)('$folder', (dataset) => {
  const items = itemsOf(dataset);
  const folder = path.join(samples, dataset.folder);

  test('keys are unique, types known, titles given, dates valid', () => {
    expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
    for (const item of items) {
      expect(item.type).toMatch(/^(IMAGE|VIDEO|AUDIO|TEXT|DOCUMENT|TABLE|FILE)$/);
      expect(item.title.trim(), item.key).not.toBe('');
      expect(item.tags.length, item.key).toBeGreaterThan(0);
      expect(new Set(item.tags).size, item.key).toBe(item.tags.length);
      const { createdAt } = item; // absent where nobody knows when the work was made
      if (createdAt !== undefined)
        expect(new Date(createdAt).toISOString().slice(0, 19), item.key).toBe(createdAt.slice(0, 19));
    }
  });

  test('every path names a file inside the folder, and each item has one primary asset', () => {
    for (const item of items) {
      expect(
        item.assets.filter((asset) => asset.role === 'PRIMARY'),
        item.key,
      ).toHaveLength(1);
      for (const asset of item.assets) {
        const file = path.join(folder, asset.path);
        expect(statSync(file).isFile(), asset.path).toBe(true);
        expect(realpathSync(file), asset.path).toBe(path.join(realpathSync(folder), asset.path));
      }
    }
  });

  test('every item says under which licence and whose it is, and LICENSES.md lists it', () => {
    const licenses = readFileSync(path.join(samples, 'LICENSES.md'), 'utf8');
    for (const { key, metadata, assets } of items) {
      expect(metadata.license, key).toMatch(
        /^(Public domain|CC0-1\.0|CC-BY(-SA)?-[1-4]\.0|LGPL-3\.0|OFL-1\.1|FHS-3\.0)$/,
      );
      expect(metadata.licenseUrl, key).toMatch(/^https:/);
      expect(metadata.photographer ?? metadata.author ?? metadata.speaker, key).toEqual(expect.any(String));
      expect(metadata.sourcePackage ?? metadata.note, key).toEqual(expect.any(String));
      for (const asset of assets) {
        if (asset.role !== 'TRANSCRIPT') expect(licenses).toContain(`\`${asset.path}\``);
      }
    }
  });

  test('annotations lie within what they annotate', () => {
    for (const item of items) {
      for (const annotation of item.annotations ?? []) {
        expect(misplacement(dataset, item, annotation), `${item.key}: ${JSON.stringify(annotation)}`).toBeUndefined();
      }
    }
  });

  test('pictures decode and are large enough to look at, and carry no camera metadata', async () => {
    for (const item of items.filter(({ type }) => type === 'IMAGE')) {
      const { format, width, height, exif } = await sharp(fileOf(dataset, item, 'PRIMARY')).metadata();
      expect(format, item.key).toBe('jpeg');
      expect(Math.max(width, height), item.key).toBeGreaterThanOrEqual(600);
      expect(exif, item.key).toBeUndefined();
    }
  });

  test('every recording has a WebVTT transcript whose cues follow each other within its duration', () => {
    for (const item of items.filter(({ type }) => type === 'AUDIO' || type === 'VIDEO')) {
      const cues = readCues(readFileSync(fileOf(dataset, item, 'TRANSCRIPT'), 'utf8'));
      expect(cues.length, item.key).toBeGreaterThan(1);
      let previousEnd = 0;
      for (const cue of cues) {
        expect(cue.text, item.key).not.toBe('');
        expect(cue.startSeconds, `${item.key}: ${cue.text}`).toBeGreaterThanOrEqual(previousEnd);
        expect(cue.endSeconds, `${item.key}: ${cue.text}`).toBeGreaterThan(cue.startSeconds);
        previousEnd = cue.endSeconds;
      }
      expect(previousEnd, item.key).toBeLessThanOrEqual(durationOf(item));
    }
  });

  const hasFfprobe = isAtHand(hasPrograms('ffprobe'), 'ffprobe', 'REQUIRE_FFMPEG');
  test.skipIf(!hasFfprobe)('recordings last as long as their metadata says', () => {
    for (const item of items.filter(({ type }) => type === 'AUDIO' || type === 'VIDEO')) {
      const options = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0'];
      const seconds = Number(
        execFileSync('ffprobe', [...options, fileOf(dataset, item, 'PRIMARY')], { encoding: 'utf8' }),
      );
      expect(seconds, item.key).toBeCloseTo(durationOf(item), 1);
    }
  });
});

test('every file is used, and all of them together stay small', () => {
  const used = datasets.flatMap((dataset) => [
    `${dataset.folder}/manifest.ndjson`,
    ...itemsOf(dataset).flatMap((item) => item.assets.map((asset) => `${dataset.folder}/${asset.path}`)),
  ]);
  const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(path.join(samples, file)).isFile(),
  );
  const licenses = files.filter((file) => file.startsWith('licenses/'));
  expect(files.sort()).toEqual([...ownFiles, ...licenses, ...used].sort());
  expect(files.reduce((total, file) => total + statSync(path.join(samples, file)).size, 0)).toBeLessThan(14_000_000);
});

test('licence texts that LICENSES.md points to are there', () => {
  const links = readFileSync(path.join(samples, 'LICENSES.md'), 'utf8').matchAll(/\]\((licenses\/[^)]+)\)/g);
  const paths = Array.from(links, (link) => link[1] ?? '');
  expect(paths).toHaveLength(2);
  for (const link of paths) expect(existsSync(path.join(samples, link)), link).toBe(true);
});

/** Returns what is wrong with the geometry of an annotation, or undefined. */
function misplacement(dataset: Dataset, item: Item, { kind, label, confidence, geometry }: Annotation) {
  if (label === '') return 'has no label';
  if (confidence !== undefined && !isFraction(confidence)) return 'confidence is not between 0 and 1';
  switch (kind) {
    case 'BOX': {
      const { x = -1, y = -1, width = 0, height = 0 } = geometry;
      const inside = isFraction(x) && isFraction(y) && isFraction(x + width) && isFraction(y + height);
      return inside && width > 0 && height > 0 && item.type === 'IMAGE' ? undefined : 'box is outside';
    }
    case 'POINT':
      return isFraction(geometry.x) && isFraction(geometry.y) ? undefined : 'point is outside';
    case 'POLYGON':
    case 'POLYLINE': {
      const points = geometry.points ?? [];
      const enough = points.length >= (kind === 'POLYGON' ? 3 : 2);
      return enough && points.flat().every(isFraction) ? undefined : 'points are outside or too few';
    }
    case 'TIME_RANGE': {
      const { startSeconds = -1, endSeconds = -1 } = geometry;
      const inside = startSeconds >= 0 && endSeconds > startSeconds && endSeconds <= durationOf(item);
      return inside ? undefined : 'range is outside';
    }
    case 'TEXT_SPAN': {
      const text = readFileSync(fileOf(dataset, item, 'PRIMARY'), 'utf8');
      const { start = -1, end = -1 } = geometry;
      const span = text.slice(start, end);
      const inside = item.type === 'TEXT' && start >= 0 && end > start && end <= text.length;
      return inside && span.trim() === span ? undefined : 'span is outside or has ragged ends';
    }
    case 'CLASSIFICATION':
      return Object.keys(geometry).length === 0 ? undefined : 'classification has a geometry';
    default:
      return `${kind} is no kind of annotation`;
  }
}

function isFraction(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && value <= 1;
}

function durationOf(item: Item): number {
  return typeof item.metadata.durationSeconds === 'number' ? item.metadata.durationSeconds : Number.NaN;
}

function readCues(vtt: string) {
  const [header, ...blocks] = vtt.trimEnd().split('\n\n');
  expect(header).toBe('WEBVTT');
  return blocks.map((block) => {
    const [, timing = '', ...text] = block.split('\n');
    const times = /^(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})$/.exec(timing)?.slice(1).map(Number);
    const [h1 = 0, m1 = 0, s1 = 0, h2 = 0, m2 = 0, s2 = 0] = times ?? [Number.NaN];
    const startSeconds = h1 * 3600 + m1 * 60 + s1;
    return { startSeconds, endSeconds: h2 * 3600 + m2 * 60 + s2, text: text.join('\n') };
  });
}
