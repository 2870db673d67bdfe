import { itemFor } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import type { Line } from './dataset-model.ts';
import type { Manifest } from './steps.ts';

/** Files that lines refer to by number. The last one never arrives. */
export const files = ['crow', 'wren', 'robin'].map((text) => fileOf(text));

/** Converts lines of the model to items of a manifest. */
export function itemsOf(lines: readonly Line[]): object[] {
  return lines.map(({ key, remove, title, tags, file }) =>
    remove ? { key, remove } : itemFor(key, files[file] ?? files[0]!, { title, tags }),
  );
}

/** Returns whether two manifests have the same text, and so the same digest for the server. */
export function isSameText(one: Manifest, other: Manifest): boolean {
  return JSON.stringify(itemsOf(one.lines)) === JSON.stringify(itemsOf(other.lines));
}
