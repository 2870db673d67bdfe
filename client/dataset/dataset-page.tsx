import { getRouteApi } from '@tanstack/react-router';
import { PackageOpen } from 'lucide-react';
import { useQuery } from 'urql';
import { toApiError } from '../data/api-error.ts';
import { graphql } from '../gql/index.ts';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { Page } from '../shell/page.tsx';
import { CommandLine } from '../ui/command-line.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { DatasetBrowser } from './dataset-browser.tsx';
import { readItemList } from './read-item-list.ts';
import * as strings from './strings.ts';

const DatasetPageQuery = graphql(`
  query DatasetPage($organization: String!, $slug: String!) {
    dataset(organizationSlug: $organization, slug: $slug) {
      id
      name
      slug
      revision {
        id
        number
        createdAt
        byteSize
      }
    }
  }
`);

const route = getRouteApi('/signed-in/o/$org/d/$slug');

/** Page of a dataset's items, at the current or at a given revision. */
export function DatasetPage() {
  const params = route.useParams();
  const search = route.useSearch();
  const { org, slug, revision } = params;
  const [{ data, error, fetching }, ask] = useQuery({
    query: DatasetPageQuery,
    variables: { organization: org, slug },
    requestPolicy: 'cache-and-network',
  });
  const dataset = data?.dataset;
  if (data && !dataset && !fetching) return <NotFoundPage />;
  if (error && !dataset && !fetching) {
    return (
      <Page title={slug} crumbs={[{ label: strings.datasets, to: `/o/${org}` }, { label: slug }]}>
        <ErrorState error={toApiError(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      </Page>
    );
  }
  if (dataset && !dataset.revision) {
    return (
      <Page title={dataset.name} crumbs={[{ label: strings.datasets, to: `/o/${org}` }, { label: dataset.name }]}>
        <EmptyState
          icon={<PackageOpen size={20} />}
          title={strings.noRevision}
          action={<CommandLine command={strings.publishCommand(org, slug)} />}
        >
          {strings.noRevisionHint}
        </EmptyState>
      </Page>
    );
  }
  // Requests the items immediately, in parallel with the data of the dataset.
  return (
    <DatasetBrowser
      key={`${org}/${slug}@${revision ?? ''}`}
      list={readItemList(params, search)}
      search={search}
      name={dataset?.name ?? slug}
      current={dataset?.revision ?? undefined}
    />
  );
}
