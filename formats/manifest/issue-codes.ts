/** Codes of the problems a manifest can have. Codes are only ever added. */
export const issueCodes = {
  LINE_TOO_LONG: 'A line has more bytes than a line may have.',
  TOO_MANY_LINES: 'The manifest has more lines than a manifest may have; the rest was not read.',
  INVALID_UTF8: 'A line is not UTF-8.',
  INVALID_JSON: 'A line is not JSON.',
  WRONG_TYPE: 'A value is of another JSON type than expected.',
  REQUIRED: 'A field that must be there is not.',
  UNKNOWN_FIELD: 'A field that a manifest does not have, such as a misspelt one.',
  INVALID_VALUE: 'A value is none of those allowed.',
  INVALID_KEY: 'A key is empty, too long, or has control characters.',
  INVALID_CHARACTER: 'A text has U+0000 or half of a surrogate pair, which cannot be stored.',
  INVALID_NUMBER: 'A number cannot be kept exactly as it stands.',
  INVALID_DATE: 'A time is not an ISO 8601 instant, or out of range.',
  TOO_LONG: 'A text is longer than allowed.',
  TOO_MANY: 'A list has more elements than allowed.',
  TOO_DEEP: 'Values are nested deeper than allowed.',
  TOO_LARGE: 'The metadata have more bytes than allowed.',
  OUT_OF_RANGE: 'A number is outside of its range.',
  DUPLICATE_KEY: 'An earlier line has the same key.',
  DUPLICATE_MEMBER: 'An object has two members of the same name.',
  DUPLICATE_ROLE: 'The item has a second file in a role that only one may have.',
  PRIMARY_MISSING: 'The item has no PRIMARY file.',
  ASSET_MISSING: 'No verified file of the organization has this SHA-256 and content type, or you may not refer to it.',
  CONTENT_TYPE_MISMATCH: 'The content type of the file does not fit the type of the item, or the role.',
  METADATA_INVALID: "The metadata do not match the organization's schema for the item type.",
  METADATA_TOO_COSTLY: "Checking the metadata against the organization's schema takes too long.",
  REMOVE_NOT_ALLOWED: 'Only an APPEND session removes keys by naming them; in REPLACE, leave them out.',
  UNSTORABLE_VALUE: 'A value of this line cannot be stored.',
  EMPTY_MANIFEST: 'The manifest names no item. Publish with `allowEmpty` if that is meant.',
} as const satisfies Record<string, string>;

export type IssueCode = keyof typeof issueCodes;

/** One problem of a manifest. */
export interface Issue {
  /** Line number from 1. Inline items are counted like lines. */
  line: number;
  key: string | null;
  /** A JSON pointer (RFC 6901) into the line. */
  pointer: string;
  code: IssueCode;
  message: string;
  expected: string | null;
}
