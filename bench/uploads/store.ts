import { once } from 'node:events';
import { startObjectStore } from '#server/embedded/object-store/start-object-store.ts';

/** The embedded object store in a process of its own: prints its address, and ends with its standard input. */
const [settings = '{}'] = process.argv.slice(2);
const store = await startObjectStore(JSON.parse(settings) as Parameters<typeof startObjectStore>[0]);
console.log(store.endpoint);
process.stdin.resume();
await once(process.stdin, 'end');
await store.close();
process.exit(0);
