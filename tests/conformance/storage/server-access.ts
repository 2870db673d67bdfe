import { expect } from 'vitest';
import { StorageUnavailable } from '#domain/errors.ts';
import { ObjectMissing } from '#domain/storage.ts';
import { send } from '#object-store/testing/send.ts';
import { bytes, readAll, type StorageCase, served, stored } from './store-under-test.ts';

/** Cases of access with the server's keys. */
export const serverAccess: readonly StorageCase[] = [
  {
    name: 'the server reads whole objects and ranges, and says what is missing',
    run: async (store) => {
      await stored(store, 'own/read');
      expect(await readAll(store, 'own/read')).toEqual(bytes);
      expect((await readAll(store, 'own/read', { start: 8, end: 12 })).toString()).toBe('these');
      await expect(store.storage.read('own/missing')).rejects.toBeInstanceOf(ObjectMissing);
      expect(await store.storage.head('own/missing')).toBeNull();
    },
  },
  {
    name: 'what the server writes replaces what was there',
    run: async (store) => {
      const write = (body: Buffer) =>
        store.storage.write({ objectKey: 'own/written', contentType: 'image/jpeg', bytes: body });
      await write(bytes);
      await write(Buffer.from('new'));
      expect(await readAll(store, 'own/written')).toEqual(Buffer.from('new'));
      expect(await store.storage.head('own/written')).toMatchObject({ byteSize: 3, contentType: 'image/jpeg' });
    },
  },
  {
    name: 'many objects are deleted at once, and those already gone are no error',
    run: async (store) => {
      const keys = ['own/a <b> & "c"', 'own/ünï', 'own/plain'];
      for (const key of keys) await stored(store, key);
      await store.storage.delete([...keys, ...Array.from({ length: 1000 }, (_, index) => `own/never-${index}`)]);
      for (const key of keys) expect(await store.storage.head(key)).toBeNull();
      await store.storage.delete([]);
    },
  },
  {
    name: 'keys may hold anything',
    run: async (store) => {
      for (const key of [
        'keys/ü 日本 🐦',
        "keys/(a)'!*~+&=?#%41",
        'keys/Case',
        'keys/case',
        `keys/${'x'.repeat(1000)}`,
      ]) {
        await stored(store, key);
        const { url } = await store.storage.signGet(served(key));
        expect((await send({ method: 'GET', url })).body).toEqual(bytes);
      }
    },
  },
  {
    name: 'the bucket is made once, and pinged',
    run: async (store) => {
      const { storage } = store;
      await storage.ensureBucket();
      await storage.ping();
      await expect(store.storageWith({ bucket: 'no-such-bucket' }).ping()).rejects.toMatchObject({ name: 'NotFound' });
      const refused = store.storageWith({ secretAccessKey: 'a-guess-of-mallory' }).ping();
      await expect(refused).rejects.not.toBeInstanceOf(StorageUnavailable);
    },
  },
];
