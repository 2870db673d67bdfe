import type { ItemChangeKind } from '../gql/graphql.ts';
import { countOf, formatCount } from '../ui/format.ts';

/** UI strings of the revisions of a dataset and of their comparison. */

export const title = 'Revisions';
export const revisionsOf = (datasetName: string): string => `Revisions of ${datasetName}`;
export const datasets = 'Datasets';
export const comparison = (from: number | undefined, to: number | undefined): string => `Revisions ${from} and ${to}`;

// List
export const noRevisions = 'No revisions yet';
export const noRevisionsHint = 'Each publish creates a revision. Run this command to publish a folder.';
export const publishCommand = (org: string, slug: string): string =>
  `npx vitrine publish ./my-folder --org ${org} --dataset ${slug}`;
export const showOlder = 'Show older revisions';
export const revision = (number: number): string => `Revision ${number}`;
export const items = (count: number): string => countOf(count, 'item');
export const deleted = 'Deleted';
export const compare = 'Compare';
export const compareWithPrevious = (number: number): string => `Compare revision ${number} with the previous one`;
export const changes = { added: 'added', changed: 'changed', removed: 'removed' } as const;
export const changeCount = (count: number, change: keyof typeof changes): string =>
  `${formatCount(count)} ${changes[change]}`;

// Comparison
export const changesBetween = (from: number, to: number): string => `Changes from revision ${from} to revision ${to}`;
export const changesLabel = 'Changes';
export const allChanges = 'All';
export const kinds: Record<ItemChangeKind, string> = { ADDED: 'Added', CHANGED: 'Changed', REMOVED: 'Removed' };
export const kindCount = (kind: ItemChangeKind, count: string): string => `${kinds[kind]} ${count}`;
export const noChanges = 'No changes';
export const noChangesHint = (from: number, to: number): string =>
  `Revision ${from} and revision ${to} have the same items. Choose other revisions above.`;
const noneOfKind: Record<ItemChangeKind, string> = {
  ADDED: 'No items were added',
  CHANGED: 'No items were changed',
  REMOVED: 'No items were removed',
};
export const noneOf = (kind: ItemChangeKind): string => noneOfKind[kind];
export const noneOfHint = (from: number, to: number): string =>
  `Other items may differ between revision ${from} and revision ${to}. Choose “All” to see them.`;
export const showMore = 'Show more changes';
export const baseRevision = 'Base revision';
export const comparedRevision = 'Compared revision';
export const swap = 'Swap revisions';
export const allRevisions = 'All revisions';

// Fields of an item
export const tags = 'Tags';
export const reordered = (list: string): string => `reordered: ${list}`;
export const metadata = 'Metadata';
export const file = (role: string): string => `${role} file`.trim();
export const annotations = 'Annotations';
export const type = 'Type';
export const itemTitle = 'Title';
export const created = 'Created';
