import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readInstantOrDate } from '#formats/instant.ts';
import { checkLine } from '#formats/manifest/check-line.ts';
import { isLongerThan } from '#formats/manifest/check-text.ts';
import { manifestSchema } from '#formats/manifest/manifest-schema.ts';
import { parseLine } from '#formats/manifest/parse-line.ts';
import { manifestLines } from '../ingest/manifest.ts';
import { medianOf } from '../median.ts';

/**
 * Checks the lines of manifests in turns with three parsers: Vitrine's checker, ajv with the published JSON Schema, and
 * `JSON.parse` alone. Prints lines per second of CPU time: the median and the best of the rounds.
 *
 * npm run bench -- lines
 */
const ajv = new Ajv2020({ strict: false, unicode: false, logger: false });
ajv.addKeyword({
  keyword: 'x-maxBytes',
  validate: (most: number, value: unknown) =>
    !isLongerThan(typeof value === 'string' ? value : JSON.stringify(value), most),
});
ajv.addKeyword({
  keyword: 'x-instant',
  validate: (_is: boolean, value: unknown) => typeof value !== 'string' || readInstantOrDate(value) !== null,
});
const fits = ajv.compile(manifestSchema);

const manifests = {
  samples: samples().flatMap((text) => text.trim().split('\n')),
  bench: Array.from(manifestLines({ items: 2_000, tags: 1, edition: 'first' }), (line) => line.trim()).filter(Boolean),
};
const checks: Record<string, (text: string) => boolean> = {
  'JSON.parse': (text) => JSON.parse(text) !== null,
  'JSON.parse and ajv': (text) => fits(JSON.parse(text)),
  'JSON.parse and the scan of the text': (text) => parseLine(text).problems.length === 0,
  checker: (text) => checkLine(text, 1, 'REPLACE', () => {}, 'FOLDER').item !== null,
};
const rounds = 25;
const linesPerRound = 20_000;

for (const [manifest, lines] of Object.entries(manifests)) {
  const rates: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, check] of Object.entries(checks)) {
      const rate = measure(lines, check);
      // Ignores the first rounds, which are a warm-up.
      if (round >= 5) rates[name] = [...(rates[name] ?? []), rate];
    }
  }
  const characters = Math.round(lines.reduce((sum, line) => sum + line.length, 0) / lines.length);
  for (const [name, all] of Object.entries(rates)) {
    console.log(JSON.stringify({ manifest, characters, name, median: medianOf(all), best: Math.max(...all) }));
  }
}
console.log(JSON.stringify({ node: process.version, load: loadavg()[0], cores: cpus().length }));

function measure(lines: readonly string[], check: (text: string) => boolean): number {
  const before = process.cpuUsage();
  for (let index = 0; index < linesPerRound; index += 1) {
    if (!check(lines[index % lines.length]!)) throw new Error(`Refused: ${lines[index % lines.length]}`);
  }
  const { user, system } = process.cpuUsage(before);
  return Math.round((linesPerRound / (user + system)) * 1e6);
}

function samples(): string[] {
  return readdirSync('samples', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('manifest.ndjson'))
    .map((file) => readFileSync(join('samples', file), 'utf8'));
}
