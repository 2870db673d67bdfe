import type { GrantsQuery, ShareLinksQuery } from '../gql/graphql.ts';
import { CreateShareLinkDialog } from '../sharing/create-share-link-dialog.tsx';
import { GrantForm } from '../sharing/grant-form.tsx';
import { GrantsSection } from '../sharing/grants-section.tsx';
import { ShareLinkTable } from '../sharing/share-link-table.tsx';
import { ShareLinksSection } from '../sharing/share-links-section.tsx';
import { VisibilitySection } from '../sharing/visibility-section.tsx';
import { ignore } from './each.tsx';
import { forbidden } from './fixtures/failures.ts';
import { alice, memberships, shareLinks } from './fixtures/members.ts';
import { connectionOf } from './fixtures/pages.ts';
import { Framed, Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { settingsAnswers } from './settings.states.tsx';
import { Served } from './stand-in.tsx';
import type { StatesIn } from './state.ts';

const dataset = { __typename: 'Dataset' as const, id: 'dataset', sensitive: false };
const grantOf = (user: typeof alice | null) => ({
  __typename: 'DatasetGrant' as const,
  createdAt: '2026-03-01T09:00:00Z',
  user,
});
const grants = (list: (typeof alice | null)[]) => ({
  ...settingsAnswers,
  Grants: masked<GrantsQuery>({
    __typename: 'Query',
    dataset: { ...dataset, grants: connectionOf('DatasetGrant', list.map(grantOf)) },
  }),
});
const links = (list: typeof shareLinks) => ({
  ShareLinks: masked<ShareLinksQuery>({
    __typename: 'Query',
    dataset: { ...dataset, shareLinks: connectionOf('ShareLink', list) },
  }),
});

export const sharing: StatesIn<'sharing'> = {
  'sharing/create-share-link-dialog': {
    CreateShareLinkDialog: {
      form: (
        <Framed height={440}>
          <CreateShareLinkDialog datasetId="dataset" currentRevision={12} isOpen onCreate={ignore} onClose={ignore} />
        </Framed>
      ),
    },
  },
  'sharing/grant-form': {
    GrantForm: {
      empty: (
        <Served answers={settingsAnswers}>
          <GrantForm org="lumen" datasetId="dataset" onGrant={ignore} />
        </Served>
      ),
    },
  },
  'sharing/grants-section': {
    GrantsSection: {
      grants: grantsWith(grants([...memberships.map(({ user }) => user), null])),
      none: grantsWith(grants([])),
      forbidden: grantsWith({ Grants: forbidden }),
    },
  },
  'sharing/share-link-table': {
    ShareLinkTable: {
      'all states': (
        <Wide>
          <ShareLinkTable links={masked(shareLinks)} onChange={ignore} />
        </Wide>
      ),
    },
  },
  'sharing/share-links-section': {
    ShareLinksSection: { links: linksWith(links(shareLinks)), none: linksWith(links([])), loading: linksWith({}) },
  },
  'sharing/visibility-section': {
    VisibilitySection: {
      admin: (
        <VisibilitySection
          org="lumen"
          dataset={masked({ ...dataset, visibility: 'ORGANIZATION' })}
          mayChange
          onChange={ignore}
        />
      ),
      publisher: (
        <VisibilitySection
          org="lumen"
          dataset={masked({ ...dataset, visibility: 'RESTRICTED', sensitive: true })}
          mayChange={false}
          onChange={ignore}
        />
      ),
    },
  },
};

function grantsWith(answers: Record<string, object>) {
  return (
    <Wide>
      <Served answers={answers}>
        <GrantsSection org="lumen" slug="field-photographs" datasetId="dataset" />
      </Served>
    </Wide>
  );
}

function linksWith(answers: Record<string, object>) {
  return (
    <Wide>
      <Served answers={answers}>
        <ShareLinksSection org="lumen" slug="field-photographs" datasetId="dataset" currentRevision={12} />
      </Served>
    </Wide>
  );
}
