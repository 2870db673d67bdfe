import type { Client } from '@urql/core';
import { loadNames } from '../data/organization-names.ts';
import type { AccessAction, AccessLogFilter } from '../gql/graphql.ts';
import { accessActions } from './access-actions.ts';
import { type AccessSearch, momentsOf } from './access-search.ts';
import * as strings from './strings.ts';

/** Converts the search params of the URL to a filter of the API. Replaces names by ids. */
export async function resolveFilter(
  client: Client,
  org: string,
  { action, thumbnails, who, token, link, dataset, item, from, to }: AccessSearch,
  signal?: AbortSignal,
): Promise<AccessLogFilter> {
  const needsNames = who !== undefined || dataset !== undefined;
  const names = needsNames ? await loadNames(client, org, signal) : undefined;
  const user = names?.people.find(({ email, id }) => (email ?? id) === who);
  if (who !== undefined && !user) throw new Error(strings.unknownMember(who));
  const found = names?.datasets.find(({ slug }) => slug === dataset);
  if (dataset !== undefined && !found) throw new Error(strings.unknownDataset(dataset));
  return {
    actions: actionsOf({ action, thumbnails }),
    userId: user?.id ?? null,
    tokenId: token ?? null,
    shareLinkId: link ?? null,
    datasetId: found?.id ?? null,
    itemKey: item ?? null,
    ...momentsOf({ from, to }),
  };
}

/**
 * Returns the chosen action. Without one, returns all actions except those for thumbnails. Returns null, which means
 * all actions, if thumbnails are included.
 */
export function actionsOf({ action, thumbnails }: Pick<AccessSearch, 'action' | 'thumbnails'>): AccessAction[] | null {
  if (action) return [action];
  return thumbnails === 'show' ? null : accessActions.filter((one) => one !== 'THUMBNAIL_URL');
}

/** Returns a filter as query parameters of an export. */
export function parametersOf({ actions, ...conditions }: AccessLogFilter): URLSearchParams {
  const given = Object.entries(conditions).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new URLSearchParams([...given, ...(actions ?? []).map((action) => ['actions', action])]);
}
