import type {
  BrowserSessionsQuery,
  DatasetNamesQuery,
  InvitationsQuery,
  MemberNamesQuery,
  MembersQuery,
  OrganizationTokensQuery,
  WebhookDeliveriesQuery,
  WebhooksQuery,
} from '../gql/graphql.ts';
import { AccountPanel } from '../settings/account-panel.tsx';
import { ChangePasswordForm } from '../settings/change-password-form.tsx';
import { CreateTokenDialog } from '../settings/create-token-dialog.tsx';
import { CreateWebhookDialog } from '../settings/create-webhook-dialog.tsx';
import { DatasetChoices } from '../settings/dataset-choices.tsx';
import { DeliveryTable } from '../settings/delivery-table.tsx';
import { DeliveryView } from '../settings/delivery-view.tsx';
import { InvitationTable } from '../settings/invitation-table.tsx';
import { InviteMemberDialog } from '../settings/invite-member-dialog.tsx';
import { KindChoices } from '../settings/kind-choices.tsx';
import { LeaveOrganization } from '../settings/leave-organization.tsx';
import { MemberTable } from '../settings/member-table.tsx';
import { MembersPanel } from '../settings/members-panel.tsx';
import { NewSecret } from '../settings/new-secret.tsx';
import { NewWebhookSecret } from '../settings/new-webhook-secret.tsx';
import { SessionList } from '../settings/session-list.tsx';
import { SignOutEverywhere } from '../settings/sign-out-everywhere.tsx';
import { TokenTable } from '../settings/token-table.tsx';
import { TokensPanel } from '../settings/tokens-panel.tsx';
import { WebhookDetail } from '../settings/webhook-detail.tsx';
import { WebhookState } from '../settings/webhook-state.tsx';
import { WebhookTable } from '../settings/webhook-table.tsx';
import { WebhooksPanel } from '../settings/webhooks-panel.tsx';
import { ignore } from './each.tsx';
import { datasets } from './fixtures/datasets.ts';
import { failure, forbidden } from './fixtures/failures.ts';
import { browserSessions, invitationOf, memberships, tokens } from './fixtures/members.ts';
import { connectionOf } from './fixtures/pages.ts';
import { delivered, deliveries, failed, waiting, webhooks } from './fixtures/webhooks.ts';
import { longWord } from './fixtures/words.ts';
import { Framed, Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { Opened } from './opened.tsx';
import { Served } from './stand-in.tsx';
import type { StatesIn } from './state.ts';

const organization = { __typename: 'Organization' as const, id: 'lumen' };
const invitations = [
  invitationOf('OPEN', 'SENT'),
  invitationOf('OPEN', 'FAILED', `${longWord}@lumen.example`),
  invitationOf('OPEN', 'SENDING', 'dan@lumen.example'),
  invitationOf('EXPIRED', 'SENT'),
  invitationOf('REVOKED', 'SENT'),
  invitationOf('ACCEPTED', 'SENT'),
];

export const settingsAnswers = {
  Members: masked<MembersQuery>({
    __typename: 'Query',
    organization: { ...organization, members: connectionOf('Membership', memberships) },
  }),
  Invitations: masked<InvitationsQuery>({
    __typename: 'Query',
    organization: { ...organization, invitations: connectionOf('Invitation', invitations) },
  }),
  OrganizationTokens: masked<OrganizationTokensQuery>({
    __typename: 'Query',
    organization: { ...organization, tokens: connectionOf('ApiToken', tokens) },
  }),
  Webhooks: masked<WebhooksQuery>({
    __typename: 'Query',
    organization: { ...organization, webhooks: connectionOf('Webhook', webhooks) },
  }),
  WebhookDeliveries: masked<WebhookDeliveriesQuery>({
    __typename: 'Query',
    node: {
      __typename: 'Webhook',
      id: 'webhook-1',
      deliveries: connectionOf('WebhookDelivery', deliveries),
    },
  }),
  BrowserSessions: masked<BrowserSessionsQuery>({
    __typename: 'Query',
    viewer: { __typename: 'Viewer', browserSessions },
  }),
  MemberNames: masked<MemberNamesQuery>({
    __typename: 'Query',
    organization: { ...organization, members: connectionOf('Membership', memberships) },
  }),
  DatasetNames: masked<DatasetNamesQuery>({
    __typename: 'Query',
    datasets: connectionOf('Dataset', Object.values(datasets)),
  }),
};

export const settings: StatesIn<'settings'> = {
  'settings/account-panel': { AccountPanel: { usual: panel(<AccountPanel org="lumen" />) } },
  'settings/change-password-form': { ChangePasswordForm: { empty: <ChangePasswordForm /> } },
  'settings/create-token-dialog': {
    CreateTokenDialog: {
      form: (
        <Framed height={720}>
          <Served answers={settingsAnswers}>
            <CreateTokenDialog org="lumen" isOpen onCreate={ignore} onClose={ignore} />
          </Served>
        </Framed>
      ),
    },
  },
  'settings/create-webhook-dialog': {
    CreateWebhookDialog: {
      form: (
        <Framed height={460}>
          <CreateWebhookDialog org="lumen" isOpen onCreate={ignore} onClose={ignore} />
        </Framed>
      ),
    },
  },
  'settings/dataset-choices': {
    DatasetChoices: {
      all: <DatasetChoices org="lumen" chosen={null} onChange={ignore} />,
      loading: <DatasetChoices org="lumen" chosen={[]} onChange={ignore} />,
      some: (
        <Served answers={settingsAnswers}>
          <DatasetChoices org="lumen" chosen={['dataset']} onChange={ignore} />
        </Served>
      ),
    },
  },
  'settings/delivery-table': {
    DeliveryTable: {
      'all states': (
        <Wide>
          <DeliveryTable deliveries={masked(deliveries)} onRedeliver={ignore} />
        </Wide>
      ),
    },
  },
  'settings/delivery-view': {
    DeliveryView: {
      delivered: <DeliveryView delivery={masked(delivered)} />,
      failed: <DeliveryView delivery={masked(failed)} />,
      waiting: <DeliveryView delivery={masked(waiting)} />,
    },
  },
  'settings/invitation-table': {
    InvitationTable: {
      'all states': (
        <Wide>
          <InvitationTable org="lumen" invitations={masked(invitations)} onChange={ignore} />
        </Wide>
      ),
    },
  },
  'settings/invite-member-dialog': {
    InviteMemberDialog: {
      form: (
        <Framed height={360}>
          <InviteMemberDialog org="lumen" mayInviteOwners isOpen onInvite={ignore} onClose={ignore} />
        </Framed>
      ),
    },
  },
  'settings/kind-choices': {
    KindChoices: {
      all: <KindChoices chosen={null} onChange={ignore} />,
      some: <KindChoices chosen={['DATASET_PUBLISHED', 'EXPORT_READY']} onChange={ignore} />,
    },
  },
  'settings/leave-organization': {
    LeaveOrganization: {
      button: <LeaveOrganization org="lumen" name="Lumen Archive" />,
      question: (
        <Framed height={300}>
          <Opened>
            <LeaveOrganization org="lumen" name="Lumen Archive" />
          </Opened>
        </Framed>
      ),
    },
  },
  'settings/member-table': {
    MemberTable: {
      'for an owner': (
        <Wide>
          <MemberTable memberships={masked(memberships)} mayChange mayMakeOwners onChange={ignore} />
        </Wide>
      ),
      'for a viewer': (
        <Wide>
          <MemberTable memberships={masked(memberships)} mayChange={false} mayMakeOwners={false} onChange={ignore} />
        </Wide>
      ),
    },
  },
  'settings/members-panel': {
    MembersPanel: {
      admin: panel(<MembersPanel org="lumen" />),
      viewer: panel(<MembersPanel org="meridian" />),
      loading: panel(<MembersPanel org="lumen" />, {}),
      failed: panel(<MembersPanel org="lumen" />, { Members: failure, Invitations: forbidden }),
    },
  },
  'settings/new-secret': { NewSecret: { secret: <NewSecret secret={`vtr_${'x7QaZ'.repeat(8)}`} onDone={ignore} /> } },
  'settings/new-webhook-secret': {
    NewWebhookSecret: { secret: <NewWebhookSecret secret={`whsec_${'x7QaZ'.repeat(8)}`} onDone={ignore} /> },
  },
  'settings/session-list': {
    SessionList: {
      sessions: panel(<SessionList />),
    },
  },
  'settings/sign-out-everywhere': {
    SignOutEverywhere: {
      question: (
        <Framed height={300}>
          <Opened>
            <SignOutEverywhere />
          </Opened>
        </Framed>
      ),
    },
  },
  'settings/token-table': {
    TokenTable: {
      'all states': (
        <Wide>
          <TokenTable org="lumen" hasLog tokens={masked(tokens)} onChange={ignore} />
        </Wide>
      ),
    },
  },
  'settings/tokens-panel': {
    TokensPanel: {
      admin: panel(<TokensPanel org="lumen" />),
      'no tokens': panel(<TokensPanel org="lumen" />, {
        OrganizationTokens: masked<OrganizationTokensQuery>({
          __typename: 'Query',
          organization: { ...organization, tokens: connectionOf('ApiToken', []) },
        }),
      }),
    },
  },
  'settings/webhook-detail': {
    WebhookDetail: {
      deliveries: panel(<WebhookDetail webhook={masked(webhooks[0]!)} onChange={ignore} onDelete={ignore} />),
      'paused, loading': panel(
        <WebhookDetail webhook={masked(webhooks[2]!)} onChange={ignore} onDelete={ignore} />,
        {},
      ),
      'failed to load': panel(<WebhookDetail webhook={masked(webhooks[1]!)} onChange={ignore} onDelete={ignore} />, {
        WebhookDeliveries: failure,
      }),
    },
  },
  'settings/webhook-state': {
    WebhookState: {
      active: <WebhookState webhook={masked(webhooks[0]!)} />,
      retrying: <WebhookState webhook={masked(webhooks[1]!)} />,
      paused: <WebhookState webhook={masked(webhooks[2]!)} />,
    },
  },
  'settings/webhook-table': {
    WebhookTable: {
      'all states': (
        <Wide>
          <WebhookTable webhooks={masked(webhooks)} openId="webhook-2" onOpen={ignore} />
        </Wide>
      ),
    },
  },
  'settings/webhooks-panel': {
    WebhooksPanel: {
      admin: panel(<WebhooksPanel org="lumen" />),
      viewer: panel(<WebhooksPanel org="meridian" />, { Webhooks: forbidden }),
      'no webhooks': panel(<WebhooksPanel org="lumen" />, {
        Webhooks: masked<WebhooksQuery>({
          __typename: 'Query',
          organization: { ...organization, webhooks: connectionOf('Webhook', []) },
        }),
      }),
    },
  },
};

function panel(children: React.ReactNode, answers: Record<string, object> = settingsAnswers) {
  return (
    <Wide>
      <Served answers={answers}>{children}</Served>
    </Wide>
  );
}
