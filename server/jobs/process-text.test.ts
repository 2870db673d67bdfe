import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { enqueue } from '#domain/tasks.ts';
import { jobWorldOfFile } from './testing/job-world.ts';
import { pdfOf } from './testing/pdf-of.ts';

const lab = jobWorldOfFile();

const vtt = `WEBVTT

00:01.000 --> 00:02.000
<v Alice>The heron &amp; the frog.

00:03.000 --> 00:02.000
backwards

00:04.000 --> 00:05.500
<v Bob>A quiet pond.
`;

const segmentsOf = (assetId: string) =>
  lab().databases.system.transcriptSegment.findMany({ where: { assetId }, orderBy: { ordinal: 'asc' } });
const textOf = async (assetId: string) =>
  (await lab().databases.system.assetText.findFirst({ where: { assetId } }))?.body;

test('a transcript becomes segments that can be searched; what is broken is left out and said', async () => {
  const { publishFile, runJobs, look, databases } = lab();
  const { asset } = await publishFile({ bytes: Buffer.from(vtt), contentType: 'text/vtt', role: 'TRANSCRIPT' });
  await runJobs();

  expect(await segmentsOf(asset.id)).toMatchObject([
    { ordinal: 0, startSeconds: 1, endSeconds: 2, speaker: 'Alice', text: 'The heron & the frog.' },
    { ordinal: 1, startSeconds: 4, endSeconds: 5.5, speaker: 'Bob', text: 'A quiet pond.' },
  ]);
  expect((await look(asset)).steps).toEqual(['indexTranscript: DONE, 1 cues could not be read and were left out.']);
  expect(
    await databases.system.$queryRaw`
      SELECT ordinal FROM transcript_segment
      WHERE asset_id = ${asset.id}::uuid AND search @@ 'quiet & pond'::tsquery`,
  ).toEqual([{ ordinal: 1 }]);
});

test('read again, a transcript has the same segments', async () => {
  const { publishFile, runJobs, look, databases, lumen } = lab();
  const { asset } = await publishFile({
    bytes: Buffer.from(`${vtt}\nNOTE once more`),
    contentType: 'text/vtt',
    role: 'TRANSCRIPT',
  });
  await runJobs();
  const before = await segmentsOf(asset.id);
  await databases.system.assetProcessing.updateMany({ data: { state: 'PENDING' } });
  for (const _ of [1, 2]) await enqueue(databases.system, 'processAsset', { orgId: lumen.id, assetId: asset.id });
  await Promise.all([runJobs(), runJobs()]);

  expect(await segmentsOf(asset.id)).toEqual(before);
  expect((await look(asset)).steps).toEqual(['indexTranscript: DONE, 1 cues could not be read and were left out.']);
});

test('what is a transcript to its item is read as one, whatever its type', async () => {
  const { publishFile, runJobs } = lab();
  const json = JSON.stringify({ segments: [{ start: 0, end: 1, text: 'Hello', speaker: 'Ada' }] });
  const spoken = await publishFile({ bytes: Buffer.from(json), contentType: 'application/json', role: 'TRANSCRIPT' });
  const data = await publishFile({ bytes: Buffer.from(json), contentType: 'application/x-ndjson' });
  const srt = await publishFile({
    bytes: Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nHello\n'),
    contentType: 'application/x-subrip',
  });
  await runJobs();

  expect(await segmentsOf(spoken.asset.id)).toMatchObject([{ speaker: 'Ada', text: 'Hello' }]);
  expect(await segmentsOf(srt.asset.id)).toMatchObject([{ speaker: null, text: 'Hello' }]);
  expect(await segmentsOf(data.asset.id)).toEqual([]);
  expect(await textOf(data.asset.id)).toBe(json);
});

test('a transcript that is none says so', async () => {
  const { publishFile, runJobs, look } = lab();
  const files = ['just words\n\nand more', '{"a": 1}'].map((words) =>
    publishFile({ bytes: Buffer.from(words), contentType: 'text/vtt' }),
  );
  const [words, json] = await Promise.all(files);
  await runJobs();

  expect((await look(words!.asset)).steps).toEqual(['indexTranscript: FAILED, The transcript has no readable cues.']);
  expect((await look(json!.asset)).steps[0]).toMatch(
    /^indexTranscript: FAILED, The format of the transcript is not supported/,
  );
});

test('a hundred thousand cues are indexed, and no more', async () => {
  const { publishFile, runJobs, look, databases } = lab();
  const cues = Array.from({ length: 100_500 }, (_, index) => ({ start: index, end: index + 1, text: `word ${index}` }));
  const bytes = Buffer.from(JSON.stringify(cues));
  const { asset } = await publishFile({ bytes, contentType: 'application/json', role: 'TRANSCRIPT' });
  await runJobs();

  expect(await databases.system.transcriptSegment.count({ where: { assetId: asset.id } })).toBe(100_000);
  expect((await look(asset)).steps).toEqual(['indexTranscript: DONE, Only the first 100000 cues can be searched.']);
});

test('text is read by its byte order mark, as UTF-8, or as old files are', async () => {
  const { publishFile, runJobs } = lab();
  const text = 'Grüße, 世界';
  const files = {
    plain: Buffer.from(text),
    marked: Buffer.from(`\ufeff${text}`),
    wide: Buffer.from(`\ufeff${text}`, 'utf16le'),
    old: Buffer.from('Grüße', 'latin1'),
    nul: Buffer.from('a\0b'.repeat(1) + 'c'.repeat(100)),
  };
  const published = Object.fromEntries(
    await Promise.all(
      Object.entries(files).map(async ([name, bytes]) => [
        name,
        (await publishFile({ bytes, contentType: 'text/plain', type: 'TEXT' })).asset.id,
      ]),
    ),
  );
  await runJobs();

  const read = await Promise.all(Object.keys(files).map((name) => textOf(published[name])));
  expect(read).toEqual([text, text, text, 'Grüße', `ab${'c'.repeat(100)}`]);
});

test('of a long text the first megabyte is searched; what is no text says so', async () => {
  const { publishFile, runJobs, look } = lab();
  // The text is cut inside a character of three bytes.
  const long = await publishFile({ bytes: Buffer.from('€'.repeat(500_000)), contentType: 'text/plain' });
  const distinct = Array.from({ length: 150_000 }, (_, index) => index.toString(36)).join(' ');
  const wordy = await publishFile({ bytes: Buffer.from(distinct), contentType: 'text/csv' });
  const binary = await publishFile({ bytes: Buffer.alloc(5_000, 1), contentType: 'text/csv' });
  const empty = await publishFile({ bytes: Buffer.alloc(0), contentType: 'text/plain' });
  await runJobs();

  expect(await textOf(long.asset.id)).toBe('€'.repeat(Math.floor(1024 ** 2 / 3)));
  expect((await look(wordy.asset)).steps).toEqual(['extractText: DONE', 'summarizeTable: DONE']);
  expect((await look(binary.asset)).steps).toEqual([
    'extractText: FAILED, The file is not text.',
    'summarizeTable: FAILED, The file is not text, so it has no rows that can be read.',
  ]);
  expect(await textOf(empty.asset.id)).toBe('');
});

test('a document gets a picture of its first page and can be searched by its text', async () => {
  const { publishFile, runJobs, look, bytesOf } = lab();
  const { asset } = await publishFile({
    bytes: pdfOf(['The heron waits', 'The frog does not']),
    contentType: 'application/pdf',
    type: 'DOCUMENT',
  });
  await runJobs();

  const seen = await look(asset);
  expect(seen.steps).toEqual(['extractText: DONE', 'makePageThumbnail: DONE']);
  expect(seen.derived).toMatchObject([{ sourceRole: 'THUMBNAIL', contentType: 'image/webp', width: 371, height: 480 }]);
  const { channels, isOpaque } = await sharp(await bytesOf(seen.derived[0]!)).stats();
  expect(isOpaque).toBe(true);
  expect(channels[0]!.mean).toBeGreaterThan(200); // light: the page
  expect(channels[0]!.min).toBeLessThan(100); // dark: the letters
  expect(await textOf(asset.id)).toBe('The heron waits\n\nThe frog does not');
});

test('a damaged document says so', async () => {
  const { publishFile, runJobs, look } = lab();
  const { asset } = await publishFile({ bytes: Buffer.from('%PDF-1.7\nnothing'), contentType: 'application/pdf' });
  await runJobs();

  expect((await look(asset)).steps).toEqual([
    'extractText: FAILED, The document is damaged, or not a PDF.',
    'makePageThumbnail: FAILED, The document is damaged, or not a PDF.',
  ]);
});

test('the documents and texts of the samples', async () => {
  const { publishFile, runJobs, look } = lab();
  const samples = new URL('../../samples/lumen/', import.meta.url);
  const talk = await publishFile({
    bytes: readFileSync(new URL('moving-pictures/transcripts/house-cat.vtt', samples)),
    contentType: 'text/vtt',
    role: 'TRANSCRIPT',
  });
  const text = await publishFile({
    bytes: readFileSync(new URL('reading-room/texts/al-mutanabbi.md', samples)),
    contentType: 'text/markdown',
  });
  await runJobs();

  expect((await segmentsOf(talk.asset.id)).length).toBeGreaterThan(0);
  expect((await look(talk.asset)).steps).toEqual(['indexTranscript: DONE']);
  expect((await look(text.asset)).steps).toEqual(['extractText: DONE']);
});

test('a file that nothing is made of is left alone', async () => {
  const { publishFile, runJobs, look } = lab();
  const { asset } = await publishFile({ bytes: Buffer.from('PK'), contentType: 'application/zip' });
  await runJobs();

  expect(await look(asset)).toMatchObject({ steps: [], derived: [] });
});

test('while the object store is away the file waits; later it is done', async () => {
  const { publishFile, runJobs, look, databases, storage } = lab();
  const { asset } = await publishFile({ bytes: Buffer.from('words'), contentType: 'text/plain' });
  const away = vi.spyOn(storage, 'read').mockRejectedValueOnce(new Error('connect ECONNREFUSED'));
  await runJobs();
  away.mockRestore();
  expect((await look(asset)).steps).toEqual(['extractText: PENDING']);

  await databases.system.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await runJobs();
  expect((await look(asset)).steps).toEqual(['extractText: DONE']);
});
