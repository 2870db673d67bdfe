import { startStoreProcess } from '../start-store-process.ts';
import { alice, bucket } from './test-store.ts';

/**
 * Runs a server with an embedded store, for tests that kill the server. `run-store-process.ts <directory>` prints the
 * port.
 */
const [, , directory = ''] = process.argv;
const store = await startStoreProcess({ directory, port: 0, bucket, ...alice, allowedOrigins: [] });
console.log(store.port);
// Ends this process when the test process ends.
process.stdin.on('end', () => process.exit()).resume();
