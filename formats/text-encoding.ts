import type { EncodingSource } from './decode-text.ts';

/** Encoding of a text file. */
export interface TextEncoding {
  /** Label of the encoding in the WHATWG Encoding Standard, such as `windows-1253`. */
  label: string;
  source: EncodingSource;
}
