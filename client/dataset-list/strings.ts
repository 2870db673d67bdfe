import type { DatasetStatus, DatasetVisibility } from '../gql/graphql.ts';
import { formatCount } from '../ui/format.ts';

/** UI strings of the list of datasets. */

export const title = 'Datasets';
export const datasetsOf = (organizationName: string): string => `Datasets of ${organizationName}`;
export const search = 'Find a dataset';
export const loading = 'Loading datasets…';
export const showMore = 'Show more datasets';

export const noMatches = 'No matching datasets';
export const noMatchesHint = (text: string): string => `No name or description contains “${text}”.`;
export const showAll = 'Show all datasets';
export const noDatasets = 'No datasets yet';
export const noDatasetsHint =
  'A dataset is a collection of images, videos, audio, text or documents. Run this command to publish a folder as one.';
export const publishCommand = (org: string): string =>
  `npx vitrine publish ./my-folder --org ${org} --dataset my-dataset`;

export const notPublished = 'Not published yet';
export const draft = 'Draft';
export const visibilities: Record<DatasetVisibility, string | null> = { ORGANIZATION: null, RESTRICTED: 'Restricted' };
export const statuses: Record<DatasetStatus, string | null> = { DRAFT: null, PUBLISHED: null, ARCHIVED: 'Archived' };
export const itemsByType = 'Items by type';
export const typeCount = (typeTitle: string, count: number): string => `${typeTitle}: ${formatCount(count)}`;
