import { itemFor } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import type { Line } from './dataset-model.ts';
import type { Manifest } from './steps.ts';

/** The files that lines name by number; the last one never arrives. */
export const files = ['crow', 'wren', 'robin'].map((text) => fileOf(text));

/** Lines of the model as items of a manifest. */
export function itemsOf(lines: readonly Line[]): object[] {
  return lines.map(({ key, remove, title, tags, file }) =>
    remove ? { key, remove } : itemFor(key, files[file] ?? files[0]!, { title, tags }),
  );
}

/** Whether two manifests are one to the server, which knows them by their digests. */
export function isSameText(one: Manifest, other: Manifest): boolean {
  return JSON.stringify(itemsOf(one.lines)) === JSON.stringify(itemsOf(other.lines));
}
