import { deepStrictEqual } from 'node:assert/strict';
import type { Facets } from '#domain/ingest/publish/count-facets.ts';
import type { DatasetRevision } from '#prisma/client/client.ts';
import { type ManifestShape, tagsOf } from './manifest.ts';

/** Compares the counts and facets of a revision with the published items. */
export function checkRevision(revision: DatasetRevision, { items, tags }: ManifestShape): void {
  const counts = new Map<string, number>();
  for (let number = 1; number <= items; number += 1) {
    for (const tag of tagsOf(number, tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  const facets = revision.facets as unknown as Facets;
  deepStrictEqual(new Map(facets.tags.map(({ value, count }) => [value, count])), counts);
  deepStrictEqual(facets.types, [{ value: 'IMAGE', count: items }]);
  deepStrictEqual(revision.itemCount, items);
  deepStrictEqual(revision.byteSize, BigInt(items) * 100_000n + (BigInt(items) * BigInt(items + 1)) / 2n);
}
