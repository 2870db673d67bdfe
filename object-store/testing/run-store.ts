import { startObjectStore } from '../start-object-store.ts';
import { alice, bucket, viewerOrigin } from './test-store.ts';

/** Runs a store in a separate process, for tests that kill it. `run-store.ts <directory>` prints its endpoint. */
const [, , directory = ''] = process.argv;
const store = await startObjectStore({ directory, port: 0, bucket, ...alice, allowedOrigins: [viewerOrigin] });
console.log(store.endpoint);
// Ends this process when the test process ends.
process.stdin.on('end', () => process.exit()).resume();
