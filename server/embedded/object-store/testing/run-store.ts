import { startObjectStore } from '../start-object-store.ts';
import { alice, bucket, viewerOrigin } from './test-store.ts';

/** A store in a process of its own, so that it can be killed: `run-store.ts <directory>` prints its endpoint. */
const [, , directory = ''] = process.argv;
const store = await startObjectStore({ directory, port: 0, bucket, ...alice, allowedOrigins: [viewerOrigin] });
console.log(store.endpoint);
// Nobody is left to kill it when the tests themselves were killed.
process.stdin.on('end', () => process.exit()).resume();
