import type { Storage } from '#domain/storage.ts';
import type { Metrics } from './metrics.ts';

/** Returns a copy of the store that counts the URLs it signs. */
export function measureStorage<Store extends Storage>(storage: Store, { signedUrls }: Metrics): Store {
  return {
    ...storage,
    signGet: (object) => {
      signedUrls.inc({ purpose: 'view' });
      return storage.signGet(object);
    },
    signPut: (object, expiresInSeconds) => {
      signedUrls.inc({ purpose: 'upload' });
      return storage.signPut(object, expiresInSeconds);
    },
    signPart: (part, expiresInSeconds) => {
      signedUrls.inc({ purpose: 'upload' });
      return storage.signPart(part, expiresInSeconds);
    },
  };
}
