/** Maximum time without any response from the object store. */
export const silenceMilliseconds = 60_000;
const minBytesPerSecond = 4 * 1024;

/** Returns the maximum time for the transfer of this number of bytes. */
export function maxTransferMilliseconds(byteSize: number): number {
  return Math.ceil(silenceMilliseconds + (byteSize / minBytesPerSecond) * 1_000);
}
