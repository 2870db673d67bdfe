import type { EncodingSource } from '#formats/decode-text.ts';
import type { TextEncoding } from './use-signed-text.ts';

/** Words for the source of an encoding. Null if it needs no mention. */
const sourceWords: Record<EncodingSource, string | null> = {
  BYTE_ORDER_MARK: 'byte order mark',
  DECLARED: 'declared',
  UTF_16: null,
  UTF_8: null,
  DETECTED: 'detected',
};

/** Shows the encoding of a text that is not UTF-8. So users can distinguish a wrong guess from a damaged file. */
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
