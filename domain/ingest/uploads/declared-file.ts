import { isContentType } from '#formats/content-type.ts';
import { isStorable } from '#formats/manifest/check-text.ts';
import { isSha256 } from '#formats/sha256.ts';
import { type DomainError, InvalidInput, LimitExceeded } from '../../errors.ts';
import type { Limits } from '../../limits.ts';

/** A file that a pipeline declares before it sends the bytes. */
export interface DeclaredFile {
  /** Name that the caller chose for the file. The result contains it unchanged. */
  clientRef: string;
  /** Filename for downloads. It is never part of the object key. */
  filename: string;
  contentType: string;
  byteSize: number;
  /** SHA-256 in lower-case hexadecimal. */
  sha256: string;
}

const nameLength = 1_024;
const sha256OfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Returns an error if the declaration of a file is invalid, otherwise null. `path` is the path of the file in the
 * input, such as `files.3`.
 */
export function checkDeclaredFile(file: DeclaredFile, path: string, limits: Limits): DomainError | null {
  const wrong = (field: keyof DeclaredFile, message: string) => new InvalidInput(`${path}.${field}`, message);
  if (!isName(file.clientRef)) {
    return wrong(
      'clientRef',
      `\`clientRef\` must have 1 to ${nameLength} characters, without U+0000 and unpaired surrogates.`,
    );
  }
  if (!isName(file.filename))
    return wrong(
      'filename',
      `A filename must have 1 to ${nameLength} characters, without U+0000 and unpaired surrogates.`,
    );
  if (!isSha256(file.sha256)) return wrong('sha256', 'A SHA-256 must have 64 lower-case hexadecimal digits.');
  if (!isContentType(file.contentType)) {
    return wrong('contentType', 'The content type must be a media type in lower case, such as `image/jpeg`.');
  }
  if (!Number.isSafeInteger(file.byteSize) || file.byteSize < 0) {
    return wrong('byteSize', 'The size must be a whole number of bytes.');
  }
  if (file.byteSize > limits.fileByteSize) {
    return new LimitExceeded(limits.fileByteSize, `A file can have at most ${limits.fileByteSize} bytes.`);
  }
  if ((file.byteSize === 0) !== (file.sha256 === sha256OfNothing)) {
    return wrong(
      'byteSize',
      'The size and the SHA-256 do not match: only one of them is that of an empty file. Correct one of them.',
    );
  }
  return null;
}

function isName(text: string): boolean {
  return text.length > 0 && text.length <= nameLength && isStorable(text);
}
