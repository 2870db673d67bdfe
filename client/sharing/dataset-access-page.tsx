import { getRouteApi } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { useQuery } from 'urql';
import { toApiError } from '../data/api-error.ts';
import { bypassingCache } from '../data/bypass.ts';
import { graphql } from '../gql/index.ts';
import { LoadingRows } from '../panels/list-states.tsx';
import styles from '../panels/panels.module.css';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { Page } from '../shell/page.tsx';
import { useOrganization } from '../shell/use-organization.ts';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { GrantsSection } from './grants-section.tsx';
import { ShareLinksSection } from './share-links-section.tsx';
import * as strings from './strings.ts';
import { VisibilitySection } from './visibility-section.tsx';

const DatasetAccessQuery = graphql(`
  query DatasetAccess($org: String!, $slug: String!) {
    dataset(organizationSlug: $org, slug: $slug) {
      id
      name
      revision {
        id
        number
      }
      ...VisibilitySection_dataset
    }
  }
`);

const route = getRouteApi('/signed-in/o/$org/d/$slug/access');

/** Page of a dataset's access: members who can see it, and share links. */
export function DatasetAccessPage() {
  const { org, slug } = route.useParams();
  const { isPublisher, isAdmin } = useOrganization(org);
  const [{ data, error, fetching }, ask] = useQuery({
    query: DatasetAccessQuery,
    variables: { org, slug },
    context: bypassingCache,
    pause: !isPublisher,
  });
  const dataset = data?.dataset;
  if (data && !dataset && !fetching) return <NotFoundPage />;
  const reload = () => ask({ requestPolicy: 'network-only' });
  return (
    <Page
      title={strings.accessTo(dataset?.name ?? slug)}
      crumbs={[
        { label: strings.datasets, to: `/o/${org}` },
        { label: dataset?.name ?? slug, to: `/o/${org}/d/${slug}` },
        { label: strings.access },
      ]}
    >
      <div className={styles.page}>
        {!isPublisher && (
          <EmptyState icon={<Lock size={20} />} title={strings.noPermission}>
            {strings.noPermissionHint}
          </EmptyState>
        )}
        {error && !dataset && <ErrorState error={toApiError(error)} onRetry={reload} />}
        {isPublisher && !dataset && !error && <LoadingRows noun={strings.accessNoun} />}
        {dataset && (
          <>
            <VisibilitySection org={org} dataset={dataset} mayChange={isAdmin} onChange={reload} />
            {isAdmin && <GrantsSection org={org} slug={slug} datasetId={dataset.id} />}
            <ShareLinksSection
              org={org}
              slug={slug}
              datasetId={dataset.id}
              currentRevision={dataset.revision?.number ?? null}
            />
          </>
        )}
      </div>
    </Page>
  );
}
