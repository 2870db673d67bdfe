/** Codes of the issues of manifests. Codes can be added, but are never changed or removed. */
export const issueCodes = {
  LINE_TOO_LONG: 'Line with more bytes than `IngestLimits.manifestLineByteSize`.',
  TOO_MANY_LINES: 'Manifest with more lines than `IngestLimits.manifestLines`. The rest was not read.',
  INVALID_UTF8: 'Line that is not UTF-8.',
  INVALID_JSON: 'Line that is not JSON.',
  WRONG_TYPE: 'Value of another JSON type than expected.',
  REQUIRED: 'Missing field.',
  UNKNOWN_FIELD: 'Field that a manifest does not have, such as a misspelt one.',
  INVALID_VALUE: 'Value that is not in the list of allowed ones.',
  INVALID_KEY: 'Key that is empty, too long, or has control characters.',
  INVALID_CHARACTER: 'Text with U+0000 or half of a surrogate pair, which cannot be stored.',
  INVALID_NUMBER: 'Number that cannot be stored exactly.',
  INVALID_DATE: 'Time that is not an ISO 8601 instant, or out of range.',
  TOO_LONG: 'Text that is longer than allowed.',
  TOO_MANY: 'List with more elements than allowed.',
  TOO_DEEP: 'Values that are nested deeper than allowed.',
  TOO_LARGE: 'Metadata with more bytes than allowed.',
  OUT_OF_RANGE: 'Number outside of its range.',
  DUPLICATE_KEY: 'Key of an earlier line.',
  DUPLICATE_MEMBER: 'Object with two members of the same name.',
  DUPLICATE_ROLE: 'Second file in a role that only one file may have.',
  PRIMARY_MISSING: 'Item without a file in the role `PRIMARY`.',
  ASSET_MISSING: 'File that the organization has not stored, or that the caller may not refer to.',
  CONTENT_TYPE_MISMATCH: 'Content type that does not fit the type of the item, or the role of the file.',
  METADATA_INVALID: 'Metadata that do not match the schema of the organization for the item type.',
  METADATA_TOO_COSTLY: 'Metadata whose check against the schema of the organization takes too long.',
  REMOVE_NOT_ALLOWED: 'Removal of a key in a session that is not `APPEND`. In `REPLACE`, leave the key out.',
  UNSTORABLE_VALUE: 'Value of the line that cannot be stored.',
  EMPTY_MANIFEST: 'Manifest without items. To publish an empty dataset, set `allowEmpty`.',
} as const satisfies Record<string, string>;

export type IssueCode = keyof typeof issueCodes;

/** One issue of a manifest. */
export interface Issue {
  /** Line number, from 1. For inline items, the number of the item. */
  line: number;
  key: string | null;
  /** JSON pointer (RFC 6901) to the invalid value in the line. */
  pointer: string;
  code: IssueCode;
  message: string;
  expected: string | null;
}
