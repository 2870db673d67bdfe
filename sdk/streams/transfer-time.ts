/** The longest silence of the object store. */
export const silenceMilliseconds = 60_000;
const minBytesPerSecond = 4 * 1024;

/** Returns the longest time that a transfer of this size may take. */
export function maxTransferMilliseconds(byteSize: number): number {
  return Math.ceil(silenceMilliseconds + (byteSize / minBytesPerSecond) * 1_000);
}
