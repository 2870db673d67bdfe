import { lockDataFolder } from '#system/data-lock.ts';

/** Process for tests that keeps the data folder locked until it is killed. */
const [, , directory = '', url] = process.argv;
const lock = await lockDataFolder(directory);
if (url !== undefined) lock.announce(url);
process.stdin.resume();
console.log('held');
