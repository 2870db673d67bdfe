import type { SearchKind } from '../gql/graphql.ts';
import { countOf, formatCount } from '../ui/format.ts';

/** UI strings of the search across datasets. */

export const search = 'Search';
export const datasets = 'Datasets';
export const searchIn = (organizationName: string): string => `Search ${organizationName}`;
export const resultsIn = (query: string, organizationName: string): string => `${query} in ${organizationName}`;
export const searchLabel = (organizationName: string): string => `Search items and transcripts of ${organizationName}`;

export const start = 'Search all datasets';
/** Parts between backticks are shown as code. */
export const startHint =
  'Finds words in titles, keys, texts and transcripts. `"snowy owl"` finds an exact phrase, `owl or heron` finds either word, and `-draft` excludes a word.';
export const searching = 'Searching…';
export const failed = 'Couldn’t load all results';
export const found = (items: number, moments: number): string =>
  `Found ${countOf(items, 'item')} and ${countOf(moments, 'moment')}`;
export const noResults = 'No results';
export const noResultsHint = (query: string): string =>
  `No title, key, text or transcript that you can see matches “${query}”. Use fewer words, or write “or” between them.`;

export const sections: Record<SearchKind, string> = { ITEM: 'Items', TRANSCRIPT: 'Transcripts' };
export const showMore = 'Show more';
export const atLeast = (count: number): string => `${formatCount(count)} or more`;
export const saidBy = (speaker: string): string => `${speaker}:`;
