import type { EncodingSource } from '#formats/decode-text.ts';
import type { TextEncoding } from './use-signed-text.ts';

/** How the encoding became known, for a person; null if it needs no mention. */
const sourceWords: Record<EncodingSource, string | null> = {
  BYTE_ORDER_MARK: 'byte order mark',
  DECLARED: 'declared',
  UTF_16: null,
  UTF_8: null,
  DETECTED: 'detected',
};

/** Says by which encoding a text was read, if it is not UTF-8: a wrong guess can then be told from a wrong file. */
export function EncodingNote({ encoding, className }: { encoding: TextEncoding | undefined; className?: string }) {
  if (!encoding || /^utf-?8$/i.test(encoding.label)) return null;
  const how = sourceWords[encoding.source];
  return (
    <p className={className}>
      Decoded as {encoding.label}
      {how && ` (${how})`}
    </p>
  );
}
