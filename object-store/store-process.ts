import { setTimeout as sleep } from 'node:timers/promises';
import { AlreadyRunning, lockDataFolder } from '#system/data-lock.ts';
import { type ObjectStore, startObjectStore } from './start-object-store.ts';
import type { StoreAnswer, StoreOrder } from './start-store-process.ts';

/*
 * The object store in a separate process. It receives an order to open a folder, and reports its address. It ends on an
 * order, or when its parent process has ended, also by kill -9.
 */
const patienceMilliseconds = 10_000;
let store: ObjectStore | undefined;

process.on('disconnect', () => process.exit());
process.on('message', (order: StoreOrder) => {
  if ('open' in order) void open(order.open);
  else void store?.close().then(() => process.exit());
});

async function open(options: Extract<StoreOrder, { open: unknown }>['open']): Promise<void> {
  try {
    await lock(options.directory);
    store = await startObjectStore(options);
    answer({ port: store.port });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    answer({ failure: { message, code } });
  }
}

/** Locks the folder. Retries for a while, because the process of a killed server may still be ending. */
async function lock(directory: string): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    try {
      await lockDataFolder(directory);
      return;
    } catch (error) {
      if (!(error instanceof AlreadyRunning) || Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

function answer(message: StoreAnswer): void {
  process.send?.(message);
}
