import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * How a manifest is sent: inline with the request, as a file that the API reads, or as a large file that the worker
 * reads.
 */
export const forms = ['inline', 'file', 'large'] as const;
export type Form = (typeof forms)[number];

const shapes: Record<Form, { items: number; padding: number }> = {
  inline: { items: 300, padding: 0 },
  file: { items: 700, padding: 1_000 },
  large: { items: 6_000, padding: 1_600 },
};

const fileCount = 40;
const newFiles = 12;

export interface EditionItem {
  key: string;
  title: string;
  tags: string[];
  /** Checksum of its file. */
  sha256: string;
}

/** The exact content of one revision of the dataset. */
export interface Edition {
  number: number;
  form: Form;
  /** Items in the order in which readers see them. */
  items: EditionItem[];
}

/**
 * Returns the edition after another: some items are new, some are removed, some have changed and some have not.
 * Existing keys keep their positions. New keys follow in the order of the manifest.
 */
export function editionAfter(previous: Edition | null, form: Form): Edition {
  const number = (previous?.number ?? 0) + 1;
  const named = new Map(linesOf(number, form).map((item) => [item.key, item]));
  const kept = (previous?.items ?? []).flatMap(({ key }) => named.get(key) ?? []);
  const keptKeys = new Set(kept.map(({ key }) => key));
  const added = [...named.values()].filter(({ key }) => !keptKeys.has(key));
  return { number, form, items: [...kept, ...added] };
}

function linesOf(edition: number, form: Form): EditionItem[] {
  const digests = Array.from({ length: fileCount }, (_, file) => sha256Of(fileContent(file, edition)));
  return Array.from({ length: shapes[form].items }, (_, index) => index)
    .filter((index) => (index * 7 + edition) % 11 !== 0)
    .map((index) => {
      const constant = index % 3 === 0;
      return {
        key: `birds/${index}`,
        title: constant ? `Bird ${index}` : `Bird ${index}, edition ${edition}`,
        tags: constant ? ['bird'] : ['bird', `edition-${edition}`],
        sha256: digests[constant ? fileCount - 1 : index % fileCount]!,
      };
    });
}

/** Writes the folder that a publisher has of an edition. */
export async function writeFolder(folder: string, { number, form }: Edition): Promise<void> {
  await mkdir(join(folder, 'files'), { recursive: true });
  const paths = new Map<string, string>();
  for (let index = 0; index < fileCount; index += 1) {
    const content = fileContent(index, number);
    const path = `files/${index}.txt`;
    paths.set(sha256Of(content), path);
    await writeFile(join(folder, path), content);
  }
  const padding = 'x'.repeat(shapes[form].padding);
  const lines = linesOf(number, form).map(({ sha256, ...item }) =>
    JSON.stringify({
      ...item,
      type: 'TEXT',
      metadata: { padding },
      assets: [{ role: 'PRIMARY', path: paths.get(sha256) }],
    }),
  );
  await writeFile(join(folder, 'manifest.ndjson'), `${lines.join('\n')}\n`);
}

/** Returns the content of a file. Some files are new in every edition, and the others were sent before. */
function fileContent(index: number, edition: number): string {
  const name = index < newFiles ? `File ${index} of edition ${edition}.` : `File ${index}.`;
  return `${name}\n`.repeat(1_000);
}

export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Returns one digest of all data of items that readers see, in order. */
export function digestOf(items: readonly Pick<EditionItem, 'key' | 'title' | 'tags'>[]): string {
  return sha256Of(items.map(({ key, title, tags }) => JSON.stringify([key, title, tags])).join('\n'));
}

/** Counts how often each tag occurs. Returns the most frequent first. */
export function tagCounts(items: readonly Pick<EditionItem, 'tags'>[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const tag of items.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}
