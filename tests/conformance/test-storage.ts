import { describe, test } from 'vitest';
import { downloads } from './storage/downloads.ts';
import { listing } from './storage/listing.ts';
import { multipart } from './storage/multipart.ts';
import { serverAccess } from './storage/server-access.ts';
import type { StoreUnderTest } from './storage/store-under-test.ts';
import { uploads } from './storage/uploads.ts';

const storageCases = [...uploads, ...downloads, ...serverAccess, ...multipart, ...listing];

/**
 * Runs every case against a store. `deviations` lists the cases that a store is known to fail, with reasons. These must
 * keep failing, so that the list stays correct.
 */
export function testStorage(name: string, open: () => StoreUnderTest, deviations: Record<string, string> = {}): void {
  const names = storageCases.map((storageCase) => storageCase.name);
  const unknown = Object.keys(deviations).filter((deviation) => !names.includes(deviation));
  if (unknown.length > 0) throw new Error(`There are no such cases: ${unknown.join('; ')}`);
  describe(name, () => {
    for (const storageCase of storageCases) {
      const reason = deviations[storageCase.name];
      if (reason === undefined) test(storageCase.name, () => storageCase.run(open()));
      else test.fails(`${storageCase.name} (not here: ${reason})`, () => storageCase.run(open()));
    }
  });
}
