import type { IngestIssueCode, IngestMode, IngestState } from '../gql/graphql.ts';
import { countOf, formatByteSize, formatCount } from '../ui/format.ts';

/** UI strings of the pages about publishing. */

// List of sessions
export const title = 'Publishing';
export const sessions = 'sessions';
export const sessionsForbidden = 'Only publishers, admins and owners can see what is being published.';
export const noSessions = 'Nothing published yet';
export const noSessionsHint = 'This page shows the progress and result of each publish. Run this command to start one.';
export const publishCommand = (org: string): string =>
  `npx vitrine publish ./my-folder --org ${org} --dataset my-dataset`;
export const sessionsCaption = 'Ingest sessions';
export const dataset = 'Dataset';
export const status = 'Status';
export const message = 'Message';
export const mode = 'Mode';
export const files = 'Files';
export const items = 'Items';
export const issues = 'Issues';
export const started = 'Started';
export const noChanges = 'No changes';
export const states: Record<IngestState, string> = {
  OPEN: 'Open',
  PUBLISHING: 'Publishing',
  PUBLISHED: 'Published',
  FAILED: 'Failed',
  ABANDONED: 'Abandoned',
};
export const modes: Record<IngestMode, string> = {
  APPEND: 'Adds to the dataset',
  REPLACE: 'Replaces the dataset',
};

// One session
export const publishing = (datasetName: string): string => `Publishing ${datasetName}`;
export const session = 'the session';
export const noSession = 'Session not found';
export const noSessionHint =
  'It was removed, or you don’t have permission to publish to its dataset. Only publishers, admins and owners can see sessions.';
export const ended = 'Ended';
export const expires = 'Expires';
export const live = 'Live';
export const polling = 'Updates every few seconds';

// Phases
export const phases = 'Phases';
export const upload = { title: 'Upload', about: 'The object store receives each file and verifies its checksum.' };
export const validate = { title: 'Validate', about: 'Each line of the manifest is checked.' };
export const stage = { title: 'Stage', about: 'Items are written for the next revision. Nobody can see them yet.' };
export const commit = { title: 'Commit', about: 'The dataset moves to the new revision.' };
export const steps = { done: 'done', current: 'in progress', ahead: 'not started', stopped: 'stopped' } as const;
/** Suffix of a phase title, for screen readers. */
export const stepNote = (step: string): string => ` (${step})`;
export const filesVerified = 'Files verified';
export const filesOf = (done: number, all: number, doneBytes: number, allBytes: number): string =>
  `${formatCount(done)} of ${countOf(all, 'file')}, ${formatByteSize(doneBytes)} of ${formatByteSize(allBytes)}`;
export const checked = (itemCount: number, issueCount: number): string =>
  `${countOf(itemCount, 'item')}, ${countOf(issueCount, 'issue')}`;
export const itemsStaged = 'Items staged';
export const itemCount = (count: number): string => countOf(count, 'item');
export const stagedOf = (staged: number, all: number): string => `${formatCount(staged)} of ${countOf(all, 'item')}`;
export const stagedChanges = (changed: number, all: number): string =>
  `${countOf(all, 'item')}, ${formatCount(changed)} new or changed`;

// Problems
export const failureTitle = 'Why it failed';
export const mismatchedFiles = (count: number): string =>
  `${countOf(count, 'file')} ${count === 1 ? 'doesn’t' : 'don’t'} match the manifest`;
export const filesNoun = 'files';
export const filesForbidden = 'Only publishers can see the files of a session.';
export const file = 'File';
export const type = 'Type';
export const size = 'Size';
export const stored = 'Difference';

// Issues of the manifest
export const manifestIssues = 'Issues in the manifest';
export const issuesInManifest = (count: number): string => `${countOf(count, 'issue')} in the manifest`;
export const issuesHint = 'Nothing was published. Fix these lines, then publish again.';
export const issuesShown = (count: number): string => `This page shows the first ${formatCount(count)}.`;
export const issuesNoun = 'issues';
export const issuesForbidden = 'Only publishers can see the issues of a manifest.';
export const issuesNotKept = 'These issues were counted but not stored. Fix the others, then publish again.';
export const line = 'Line';
export const key = 'Key';
export const pointer = 'Location';
export const wholeLine = 'Whole line';
export const problem = 'Problem';
export const expected = (value: string): string => `Expected: ${value}`;
export const downloadIssues = 'Download all';
export const downloadFailed = 'Couldn’t download the issues. Try again.';
export const noReport = 'The session has no report of its issues.';

/** Titles of the groups of issues. */
export const issueCodes: Record<IngestIssueCode, string> = {
  ASSET_MISSING: 'File is missing',
  CONTENT_TYPE_MISMATCH: 'File has the wrong type for the item',
  DUPLICATE_KEY: 'Key is used by an earlier line',
  DUPLICATE_MEMBER: 'Field appears twice',
  DUPLICATE_ROLE: 'Two files have the same role',
  EMPTY_MANIFEST: 'Manifest is empty',
  INVALID_CHARACTER: 'Character is not allowed',
  INVALID_DATE: 'Date is invalid',
  INVALID_JSON: 'JSON is invalid',
  INVALID_KEY: 'Key is invalid',
  INVALID_NUMBER: 'Number can’t be stored exactly',
  INVALID_UTF8: 'UTF-8 is invalid',
  INVALID_VALUE: 'Value is not allowed',
  LINE_TOO_LONG: 'Line is too long',
  METADATA_INVALID: 'Metadata doesn’t match the schema',
  METADATA_TOO_COSTLY: 'Metadata takes too long to check',
  OUT_OF_RANGE: 'Number is out of range',
  PRIMARY_MISSING: 'Primary file is missing',
  REMOVE_NOT_ALLOWED: 'Items can only be removed in append mode',
  REQUIRED: 'Required field is missing',
  TOO_DEEP: 'Value is nested too deep',
  TOO_LARGE: 'Metadata is too large',
  TOO_LONG: 'Text is too long',
  TOO_MANY: 'List is too long',
  TOO_MANY_LINES: 'Manifest has too many lines',
  UNKNOWN_FIELD: 'Field is unknown',
  UNSTORABLE_VALUE: 'Value can’t be stored',
  WRONG_TYPE: 'Value has the wrong type',
};
