import mime from 'mime';

export type ItemType = 'IMAGE' | 'VIDEO' | 'AUDIO' | 'TEXT' | 'DOCUMENT' | 'FILE';

const own: Record<string, string> = { ndjson: 'application/x-ndjson', jsonl: 'application/x-ndjson' };

/** The media type that a file's name suggests; bytes of no known kind without one. */
export function contentTypeOf(path: string): string {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return own[extension] ?? mime.getType(extension) ?? 'application/octet-stream';
}

/** The kind of item that a file of this media type is the content of. */
export function itemTypeOf(contentType: string): ItemType {
  const [family] = contentType.split('/', 1);
  if (family === 'image') return 'IMAGE';
  if (family === 'video') return 'VIDEO';
  if (family === 'audio') return 'AUDIO';
  if (contentType === 'text/plain' || contentType === 'text/markdown') return 'TEXT';
  if (contentType === 'application/pdf') return 'DOCUMENT';
  return 'FILE';
}
