import type { EncodingSource } from '../decode-text.ts';

/** Encoding of a text file. */
export interface TextEncoding {
  /** A label of the WHATWG Encoding Standard, such as `windows-1253`. */
  label: string;
  source: EncodingSource;
}
