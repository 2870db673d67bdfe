import { getRouteApi } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { useCallback } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { useList } from '../data/use-list.ts';
import { graphql } from '../gql/index.ts';
import { ListStates } from '../panels/list-states.tsx';
import { OrganizationPage } from '../panels/organization-page.tsx';
import { useOrganization } from '../shell/use-organization.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { resolveFilter } from './access-filter.ts';
import { AccessFilterBar } from './access-filter-bar.tsx';
import { type AccessSearch, isNarrowed } from './access-search.ts';
import { AccessTable } from './access-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import * as strings from './strings.ts';

const route = getRouteApi('/signed-in/o/$org/access');

const AccessLogQuery = graphql(`
  query AccessLog($org: String!, $after: String, $filter: AccessLogFilter) {
    organization(slug: $org) {
      id
      accessLog(first: 100, after: $after, filter: $filter) {
        edges {
          node {
            ...AccessTable_entry
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** Page of the access log: who saw or did what, newest first. */
export function AccessPage() {
  const { org } = route.useParams();
  const { isAdmin } = useOrganization(org);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // Changes the latest URL, because two changes may occur before the page renders again.
  const change = (fields: Partial<AccessSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...fields }), replace: true });
  const clear = () => void navigate({ search: ({ thumbnails }) => ({ thumbnails }), replace: true });
  return (
    <OrganizationPage org={org} title={strings.title} bar={isAdmin && <ExportMenu org={org} search={search} />}>
      {isAdmin && <AccessFilterBar key={org} org={org} search={search} onChange={change} onClear={clear} />}
      <AccessLog key={`log ${org}`} org={org} search={search} onClear={clear} />
    </OrganizationPage>
  );
}

interface AccessLogProps {
  org: string;
  search: AccessSearch;
  onClear: () => void;
}

function AccessLog({ org, search, onClear }: AccessLogProps) {
  const client = useClient();
  const { action, thumbnails, who, token, link, dataset, item, from, to } = search;
  const list = useList(
    useCallback(
      async (after: string | null, signal: AbortSignal) => {
        const asked = { action, thumbnails, who, token, link, dataset, item, from, to };
        const filter = await resolveFilter(client, org, asked, signal);
        return (await loadOnce(client, AccessLogQuery, { org, after, filter }, signal)).organization?.accessLog;
      },
      [client, org, action, thumbnails, who, token, link, dataset, item, from, to],
    ),
  );
  return (
    <ListStates
      list={list}
      noun={strings.entries}
      forbidden={strings.forbidden}
      empty={
        isNarrowed(search) ? (
          <EmptyState
            icon={<ScrollText size={20} />}
            title={strings.noMatches}
            action={<Button onClick={onClear}>{strings.clearFilters}</Button>}
          >
            {strings.noMatchesHint}
          </EmptyState>
        ) : (
          <EmptyState icon={<ScrollText size={20} />} title={strings.noEntries}>
            {strings.noEntriesHint}
          </EmptyState>
        )
      }
    >
      {(entries) => <AccessTable org={org} entries={entries} />}
    </ListStates>
  );
}
