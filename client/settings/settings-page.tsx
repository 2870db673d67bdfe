import { getRouteApi, Navigate } from '@tanstack/react-router';
import { OrganizationPage } from '../panels/organization-page.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { AccountPanel } from './account-panel.tsx';
import { MembersPanel } from './members-panel.tsx';
import * as strings from './strings.ts';
import { TokensPanel } from './tokens-panel.tsx';
import { WebhooksPanel } from './webhooks-panel.tsx';

const route = getRouteApi('/signed-in/o/$org/settings/$');

const panels = new Map([
  ['tokens', { title: strings.tokensTitle, Panel: TokensPanel }],
  ['members', { title: strings.membersTitle, Panel: MembersPanel }],
  ['webhooks', { title: strings.webhooksTitle, Panel: WebhooksPanel }],
  ['account', { title: strings.accountTitle, Panel: AccountPanel }],
]);

export function SettingsPage() {
  const { org, _splat: page = '' } = route.useParams();
  if (page === '') return <Navigate to="/o/$org/settings/$" params={{ org, _splat: 'tokens' }} replace />;
  const panel = panels.get(page);
  if (!panel) return <NotFoundPage />;
  return (
    <OrganizationPage
      org={org}
      title={panel.title}
      crumbs={[{ label: strings.settings, to: `/o/${org}/settings/tokens` }, { label: panel.title }]}
    >
      <panel.Panel key={org} org={org} />
    </OrganizationPage>
  );
}
