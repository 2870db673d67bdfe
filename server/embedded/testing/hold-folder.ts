import { lockDataFolder } from '#system/data-lock.ts';

/** A process for tests that holds the folder until it is killed. */
const [, , directory = '', url] = process.argv;
const lock = await lockDataFolder(directory);
if (url !== undefined) lock.announce(url);
process.stdin.resume();
console.log('held');
