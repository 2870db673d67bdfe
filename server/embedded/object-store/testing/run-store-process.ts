import { startStoreProcess } from '../start-store-process.ts';
import { alice, bucket } from './test-store.ts';

/** A server with a store beside it, so that the server can be killed: `run-store-process.ts <directory>` prints the port. */
const [, , directory = ''] = process.argv;
const store = await startStoreProcess({ directory, port: 0, bucket, ...alice, allowedOrigins: [] });
console.log(store.port);
// Nobody is left to kill it when the tests themselves were killed.
process.stdin.on('end', () => process.exit()).resume();
