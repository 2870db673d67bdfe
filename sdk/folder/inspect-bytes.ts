import { isUtf16Or32, looksBinary } from '#formats/decode-text.ts';
import { contentTypeOfBytes, contradicts, signatureByteSize } from '#formats/signatures.ts';
import { quote } from './folder.ts';
import type { FileWarning, WarningCode } from './notices.ts';

/** Number of bytes that are read from the beginning of a file to detect its type. */
export const inspectedByteSize = signatureByteSize;

/** Returns a warning if the first bytes of a file do not match its name. */
export function inspectBytes(
  path: string,
  contentType: string,
  byteSize: number,
  first: Uint8Array,
): FileWarning | null {
  const warn = (code: WarningCode, message: string) => ({ path, code, message: `${quote(path)} ${message}` });
  if (byteSize === 0) return warn('EMPTY_FILE', 'is empty.');
  const start = Buffer.from(first.buffer, first.byteOffset, Math.min(first.byteLength, 512)).toString('latin1');
  if (start.startsWith('version https://git-lfs.github.com/spec/')) {
    return warn('LFS_POINTER', 'is a Git LFS pointer, not the file itself. Run `git lfs pull` first.');
  }
  if (/^(\.\.\/)*(\.git)?\/?annex\/objects\//.test(start)) {
    return warn('LFS_POINTER', 'is a git-annex pointer, not the file itself. Run `git annex get` first.');
  }
  const [family] = contentType.split('/', 1);
  if (
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)[\s>]/i.test(start) &&
    family !== 'text' &&
    !/xml|json/.test(contentType)
  ) {
    return warn('HTML_PAGE', `is a web page, not ${contentType}. A download may have failed.`);
  }
  if (contradicts(contentType, first)) {
    const shown = contentTypeOfBytes(first);
    return warn(
      'WRONG_EXTENSION',
      `is published as ${contentType}, but its content ${shown ? `is ${shown}` : 'has a different type'}.`,
    );
  }
  if (family === 'text' && first.includes(0) && looksBinary(first) && !isUtf16Or32(first)) {
    return warn('NOT_TEXT', `is published as ${contentType}, but is not text.`);
  }
  return null;
}
