import { expect } from 'vitest';
import type { ListedMultipart } from '#domain/storage.ts';
import { bytes, type StorageCase } from './store-under-test.ts';

/** Cases of listing objects page by page. */
export const listing: readonly StorageCase[] = [
  {
    name: 'objects are listed in the order of their keys, page by page, each once and with its time',
    run: async (store) => {
      const { storage } = store;
      const keys = Array.from({ length: 1_005 }, (_, index) => `listed/${String(index).padStart(4, '0')}`);
      for (let from = 0; from < keys.length; from += 15) {
        const write = (objectKey: string) => storage.write({ objectKey, contentType: 'text/plain', bytes });
        await Promise.all(keys.slice(from, from + 15).map(write));
      }
      const listed: string[] = [];
      for (let after: string | null = null; ; after = listed.at(-1)!) {
        const page = await storage.listObjects({ prefix: 'listed/', after });
        if (page.length === 0) break;
        for (const { objectKey, storedAt } of page) {
          expect(Math.abs(Date.now() - storedAt.getTime())).toBeLessThan(600_000);
          listed.push(objectKey);
        }
      }
      expect(listed).toEqual(keys);
    },
  },
  {
    name: 'multipart uploads under way are listed, those that have ended are not',
    run: async ({ storage }) => {
      const open = () => storage.openMultipart({ objectKey: 'listed/parts', contentType: 'video/mp4' });
      const [first, second, ended] = [await open(), await open(), await open()];
      await storage.abortMultipart('listed/parts', ended);
      const listed: string[] = [];
      for (let after: ListedMultipart | null = null; ; ) {
        const page: ListedMultipart[] = await storage.listMultiparts({ after });
        if (page.length === 0) break;
        after = page.at(-1)!;
        listed.push(...page.filter(({ objectKey }) => objectKey === 'listed/parts').map(({ uploadId }) => uploadId));
      }
      expect(listed.sort()).toEqual([first, second].sort());
      for (const uploadId of [first, second]) await storage.abortMultipart('listed/parts', uploadId);
    },
  },
];
