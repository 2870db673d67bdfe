/** Maps up to `concurrency` entries at a time; the results are in the order of the entries. */
export async function mapInOrder<Entry, Result>(
  entries: readonly Entry[],
  concurrency: number,
  map: (entry: Entry, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < entries.length; start += concurrency) {
    const batch = entries.slice(start, start + concurrency);
    results.push(...(await Promise.all(batch.map((entry, index) => map(entry, start + index)))));
  }
  return results;
}
