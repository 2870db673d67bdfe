import { afterAll, beforeAll } from 'vitest';
import { openTestStore, type TestStore } from '#object-store/testing/test-store.ts';
import { testStorage } from './test-storage.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

testStorage('the embedded object store', () => store);
