import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeCut } from './text-bytes.ts';
import { TextSource } from './text-source.ts';

function sourceOf(bytes: Uint8Array, label: string) {
  const ranges: [number, number][] = [];
  const source = new TextSource(
    bytes.length,
    async (start, end) => {
      ranges.push([start, end]);
      return bytes.slice(start, end);
    },
    async () => ({ label, source: 'UTF_8' as const }),
  );
  return { source, ranges };
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

test('a long text is read as far as someone wants, and gives back every character', async () => {
  const text = Array.from({ length: 120_000 }, (_, line) => `${line} 🐋 é 白鷺`).join('\n');
  const { source, ranges } = sourceOf(Buffer.from(text), 'utf-8');
  await source.readUntil(() => source.byteCount > 0);
  expect(ranges).toEqual([[0, 131_072]]);
  expect(source.slice(0, 10)).toBe(text.slice(0, 10));
  await source.readUntil(() => false);
  expect(source.isWhole).toBe(true);
  expect(source.index.lineCount).toBe(120_000);
  expect(source.index.length).toBe(text.length);
  const piece = source.index.pieceOfLine(100_001);
  const start = source.index.startOf(piece);
  expect(source.slice(start, source.index.startOf(piece + 1))).toBe('100000 🐋 é 白鷺\n');
  expect(source.slice(0, text.length)).toBe(text);
});

test('a text without line ends, in UTF-8 and in UTF-16, is not cut inside of characters', async () => {
  const text = `a${'🐋é白'.repeat(200_000)}`;
  for (const [bytes, label] of [
    [Buffer.from(text), 'utf-8'],
    [utf16(text), 'utf-16le'],
  ] as const) {
    const { source } = sourceOf(bytes, label);
    await source.readUntil(() => false);
    expect(source.partCount).toBeGreaterThan(2);
    expect(source.index.length).toBe(text.length);
    expect(source.slice(0, text.length) === text).toBe(true);
  }
});

test('a file that cannot be read says so, and is read after a retry', async () => {
  const bytes = Buffer.from('heron\n');
  let isBroken = true;
  const source = new TextSource(
    bytes.length,
    async () => {
      if (isBroken) throw new Error('no network');
      return bytes;
    },
    async () => ({ label: 'utf-8', source: 'UTF_8' as const }),
  );
  await source.readUntil(() => false);
  expect(source.status).toBe('failed');
  isBroken = false;
  source.retry();
  await source.readUntil(() => false);
  expect([source.status, source.index.lineCount]).toEqual(['ready', 1]);
});

test('a cut leaves whole characters on both sides', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 400 }), (text, length) => {
      for (const [encoding, all] of [
        ['utf-8', Buffer.from(text.toWellFormed())],
        ['utf-16le', utf16(text.toWellFormed())],
      ] as const) {
        const bytes = all.subarray(0, Math.max(length, 4));
        const cut = safeCut(bytes, encoding);
        expect(cut).toBeGreaterThan(0);
        const decode = (part: Uint8Array) => new TextDecoder(encoding, { ignoreBOM: true }).decode(part);
        const whole = decode(all);
        expect(whole.startsWith(decode(all.subarray(0, cut)))).toBe(true);
      }
    }),
  );
});
