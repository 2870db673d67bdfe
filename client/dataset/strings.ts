import { countOf, formatCount } from '../ui/format.ts';

/** UI strings of the dataset page. They are part of the first load. */

export const datasets = 'Datasets';
export const notFound = 'This dataset doesn’t exist, or you don’t have permission to see it.';
export const noRevision = 'Not published yet';
export const noRevisionHint = 'Run this command to publish the first revision.';
export const publishCommand = (org: string, slug: string): string =>
  `npx vitrine publish ./my-folder --org ${org} --dataset ${slug}`;

// Revisions
export const allRevisions = 'All revisions';
export const revisionLink = (number: number): string => `Revision ${number}: all revisions`;
export const olderRevision = (number: number): string => `You are viewing revision ${number}. A newer revision exists.`;
export const goToRevision = (number: number): string => `Go to revision ${number}`;

// Items
export const itemsOf = (datasetName: string, place: string): string => `Items of ${datasetName}, ${place}`;
export const loadingItems = 'Loading items…';
export const loading = 'Loading…';
export const itemLoading = (number: number): string => `Item ${formatCount(number)}, loading`;
export const missingItem = (number: number): string => `The list has no item ${formatCount(number)}.`;
export const noMatches = 'No matching items';
export const noMatchesHint = 'No item matches these filters.';
export const noItems = 'No items';
export const noItemsHint = 'This revision has no items.';
export const pageFailed = 'Couldn’t load. Try again';
export const itemCount = (count: number): string => countOf(count, 'item');
export const itemOf = (number: number, total: number): string => `${formatCount(number)} of ${formatCount(total)}`;
export const itemRange = (first: number, last: number): string => `${formatCount(first)}–${formatCount(last)}`;
export const published = 'Published';

// Filters
export const filters = 'Active filters';
export const clearFilters = 'Clear filters';
export const removeFilter = (filter: string): string => `Remove filter ${filter}`;
export const quoted = (text: string): string => `“${text}”`;
export const tagFilter = (tag: string): string => `#${tag}`;
export const labelFilter = (label: string): string => `Label: ${label}`;
export const type = 'Type';
export const tags = 'Tags';
export const annotations = 'Annotations';
export const estimates = 'Counts are estimates.';
export const findTag = 'Find a tag';
export const findLabel = 'Find a label';
export const noFacets = (text: string): string => `No matches for “${text}”.`;
export const showFewer = 'Show fewer';
export const showAll = (count: number): string => `Show all ${formatCount(count)}`;

// Bar
export const search = 'Search';
export const searchItems = 'Search items';
export const datasetGroup = 'Dataset';
export const sort = 'Sort';
export const sortOrders = {
  first: 'Publish order',
  newest: 'Newest first',
  oldest: 'Oldest first',
  title: 'Title',
  longest: 'Longest first',
  largest: 'Largest first',
  smallest: 'Smallest first',
} as const;
export const view = 'View';
export const grid = 'Grid';
export const list = 'List';
export const table = 'Table';
export const tileSize = 'Tile size';
export const small = 'Small';
export const medium = 'Medium';
export const large = 'Large';
export const more = 'More';
export const exportItems = 'Export';
export const share = 'Share';
export const copyAs = 'Copy as';
export const openInGraphiql = 'Open in GraphiQL';
export const copied = (format: string): string => `Copied as ${format}`;
export const copyFailed = 'Couldn’t copy. Allow this page to use the clipboard, then try again.';

// Table of items
export const keyColumn = 'Key';
export const title = 'Title';
export const dimensions = 'Dimensions';
export const size = 'Size';
export const created = 'Created';
