import type { Issue } from './issue-codes.ts';
import type { NamedItem } from './item-content.ts';

/** Whether the metadata of an item match what the organization asks of its type; reports what does not. */
export type MetadataCheck = (item: NamedItem, report: (issue: Issue) => void) => boolean;
