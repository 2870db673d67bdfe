import type { ExportFormat } from '../gql/graphql.ts';
import { countOf, formatRevision } from '../ui/format.ts';

/** UI strings of the exports of a dataset. */

export const format = 'Format';
export const formats: Record<ExportFormat, { name: string; about: string }> = {
  NDJSON: { name: 'NDJSON', about: 'a manifest that you can publish again' },
  CROISSANT: { name: 'Croissant', about: 'a description for machine learning tools' },
};
export const formatOption = (value: ExportFormat): string => `${formats[value].name}: ${formats[value].about}`;
export const currentRevision = 'Current revision';
export const revision = (number: number): string => `Revision ${number}`;
export const onlyFiltered = 'Only items that match the filters';
export const onlyFilteredHint = 'Exports the items that the list shows now.';
export const includeReviews = 'Include reviewers’ annotations';
export const includeReviewsHint =
  'Leave this off to publish the file again. Reviewers’ annotations stay with the dataset.';
export const start = 'Start export';

export const recent = 'Recent exports';
export const exportsNoun = 'exports';
export const forbidden = 'Only members of the organization can see exports.';
export const noExports = 'No exports yet';
export const noExportsHint = 'Exports are kept for 3 days. Everyone who can see this dataset can download them.';
export const nameOf = (slug: string, number: number, value: ExportFormat): string =>
  `${slug} ${formatRevision(number)} as ${formats[value].name}`;
export const filtered = 'Filtered';
export const queued = 'Queued';
export const progressOf = (name: string): string => `Progress of ${name}`;
export const itemsWritten = (count: number): string => `${countOf(count, 'item')} written`;
export const items = (count: number): string => `${countOf(count, 'item')},`;
export const download = 'Download';
export const downloadNamed = (name: string): string => `Download ${name}`;
export const downloadFailed = (name: string): string => `Couldn’t download ${name}. Try again.`;
export const exportGone = 'The export no longer exists.';
