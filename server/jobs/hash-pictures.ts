import { buffer } from 'node:stream/consumers';
import { hashPictures as hashAll } from '#domain/assets/hash-pictures.ts';
import { ObjectMissing } from '#domain/storage.ts';
import { thumbhashOf } from '../media/images/image-process.ts';
import { Unreadable } from '../media/unreadable.ts';
import { implement } from './kit.ts';

/** Computes the thumbhashes of pictures that an older version made without one. */
export const hashPictures = implement('hashPictures', async (_payload, { db, storage, signal, logger }) => {
  const count = await hashAll(db, {
    signal,
    async hash({ id, objectKey }) {
      try {
        return await thumbhashOf(await buffer(await storage.read(objectKey)), signal);
      } catch (error) {
        if (!(error instanceof Unreadable || error instanceof ObjectMissing)) throw error;
        logger.warn({ error, assetId: id }, 'a derived picture cannot be read');
        return new Uint8Array();
      }
    },
  });
  if (count > 0) logger.info({ count }, 'blurred copies of pictures made');
});
