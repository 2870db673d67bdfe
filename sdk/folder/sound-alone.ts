import { type FileHandle, open } from 'node:fs/promises';

/** Content types of films whose files are made of boxes (ISO/IEC 14496-12). */
const filmTypes = new Set(['video/mp4', 'video/x-m4v', 'video/quicktime', 'video/3gpp', 'video/3gpp2']);
/** Boxes on the way to the kind of a track. */
const containers = new Set(['moov', 'trak', 'mdia']);
const maxBoxes = 10_000;

/** Returns `audio/mp4` if a file of a film format has sound and no picture, else the given content type. */
export async function withoutPicture(location: string, contentType: string): Promise<string> {
  if (!filmTypes.has(contentType)) return contentType;
  try {
    const file = await open(location);
    try {
      const kinds = await trackKinds(file, 0, (await file.stat()).size, { boxesLeft: maxBoxes });
      return kinds.includes('soun') && !kinds.includes('vide') ? 'audio/mp4' : contentType;
    } finally {
      await file.close();
    }
  } catch {
    return contentType; // It was read before. If it is gone, sending it fails and says so.
  }
}

/** Returns the kinds of the tracks between two offsets, such as `vide` and `soun`. Reads the headers of boxes alone. */
async function trackKinds(
  file: FileHandle,
  start: number,
  end: number,
  bound: { boxesLeft: number },
): Promise<string[]> {
  const kinds: string[] = [];
  for (let at = start; at + 8 <= end && bound.boxesLeft > 0; bound.boxesLeft -= 1) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(20), 0, 20, at);
    const name = buffer.toString('latin1', 4, 8);
    const isLarge = buffer.readUInt32BE(0) === 1;
    const size = isLarge ? Number(buffer.readBigUInt64BE(8)) : buffer.readUInt32BE(0) || end - at;
    const head = isLarge ? 16 : 8;
    if (bytesRead < 8 || size < head) break;
    if (name === 'hdlr') kinds.push(buffer.toString('latin1', 16, 20));
    if (containers.has(name)) kinds.push(...(await trackKinds(file, at + head, Math.min(at + size, end), bound)));
    at += size;
  }
  return kinds;
}
