/** Codes of the problems a manifest can have. Codes are only ever added. */
export const issueCodes = {
  LINE_TOO_LONG: 'A line has more bytes than a line may have.',
  TOO_MANY_LINES: 'The manifest has more lines than a manifest may have; the rest was not read.',
  INVALID_UTF8: 'A line is not UTF-8.',
  INVALID_JSON: 'A line is not JSON.',
  WRONG_TYPE: 'A value is of another JSON type than expected.',
  REQUIRED: 'A required field is missing.',
  UNKNOWN_FIELD: 'An unknown field, for example a misspelt one.',
  INVALID_VALUE: 'A value is not one of the allowed values.',
  INVALID_KEY: 'A key is empty, too long, or has control characters.',
  INVALID_CHARACTER: 'A text has U+0000 or half of a surrogate pair, which cannot be stored.',
  INVALID_NUMBER: 'A number cannot be stored exactly.',
  INVALID_DATE: 'A time is not an ISO 8601 instant, or is out of range.',
  TOO_LONG: 'A text is longer than allowed.',
  TOO_MANY: 'A list has more elements than allowed.',
  TOO_DEEP: 'Values are nested deeper than allowed.',
  TOO_LARGE: 'The metadata has more bytes than allowed.',
  OUT_OF_RANGE: 'A number is out of range.',
  DUPLICATE_KEY: 'An earlier line has the same key.',
  DUPLICATE_MEMBER: 'An object has two members of the same name.',
  DUPLICATE_ROLE: 'The item has two files in a role that allows only one.',
  PRIMARY_MISSING: 'The item has no PRIMARY file.',
  ASSET_MISSING: 'No verified file of the organization has this SHA-256 and content type, or you may not refer to it.',
  CONTENT_TYPE_MISMATCH: 'The content type of the file does not fit the type of the item, or the role.',
  METADATA_INVALID: "The metadata do not match the organization's schema for the item type.",
  METADATA_TOO_COSTLY: "Checking the metadata against the organization's schema takes too long.",
  REMOVE_NOT_ALLOWED: 'Only an APPEND session can remove keys. In a REPLACE session, leave the items out.',
  UNSTORABLE_VALUE: 'A value of this line cannot be stored.',
  EMPTY_MANIFEST: 'The manifest has no items. To publish an empty dataset, set `allowEmpty`.',
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
