import type { TextEncoding } from '#formats/text-encoding.ts';
import * as strings from './strings.ts';

/** Shows the encoding of a text that is not UTF-8. So users can distinguish a wrong guess from a damaged file. */
export function EncodingNote({ encoding, className }: { encoding: TextEncoding | undefined; className?: string }) {
  if (!encoding || /^utf-?8$/i.test(encoding.label)) return null;
  return <p className={className}>{strings.decodedAs(encoding.label, strings.encodings[encoding.source])}</p>;
}
