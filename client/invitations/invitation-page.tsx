import { Link } from '@tanstack/react-router';
import { use, useEffect } from 'react';
import { useMutation, useQuery } from 'urql';
import { toApiError } from '../data/api-error.ts';
import { bypassingCache } from '../data/bypass.ts';
import { StartOverContext } from '../data/session.ts';
import { leaveShare } from '../data/share-tab.ts';
import type { InvitationPageQuery as Answer } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { titleOfRole } from '../panels/roles.ts';
import { SignOutMutation } from '../shell/sign-out.ts';
import styles from '../sign-in/gate.module.css';
import { Gate } from '../sign-in/gate.tsx';
import { SignInForm } from '../sign-in/sign-in-form.tsx';
import { useIdentityProvider } from '../sign-in/sign-in-methods.ts';
import { forgetSecret, useSecret } from '../sign-in/use-secret.ts';
import { useSignIn } from '../sign-in/use-sign-in.ts';
import { ErrorState } from '../ui/states.tsx';
import { JoinForm } from './join-form.tsx';
import { NewAccountForm } from './new-account-form.tsx';
import * as strings from './strings.ts';

const InvitationPageQuery = graphql(`
  query InvitationPage($secret: String!) {
    invitation(secret: $secret) {
      organizationName
      organizationSlug
      email
      role
      hasAccount
      expiresAt
    }
    viewer {
      kind
      user {
        id
        name
        email
      }
    }
  }
`);

/** Page of an invitation link, on which the user joins with an existing or a new account. */
export function InvitationPage() {
  const secret = useSecret();
  if (!secret) {
    return (
      <Gate isRead title={strings.linkIncomplete} lead={strings.linkIncompleteLead}>
        <div className={styles.links}>
          <Link to="/">{strings.goToVitrine}</Link>
        </div>
      </Gate>
    );
  }
  return <OpenInvitation key={secret} secret={secret} />;
}

function OpenInvitation({ secret }: { secret: string }) {
  // Forgets the share link that this tab may have opened, because the user joins with an account.
  useEffect(leaveShare, []);
  const [{ data, error, fetching }, ask] = useQuery({
    query: InvitationPageQuery,
    variables: { secret },
    context: bypassingCache,
  });
  if (fetching) return <Gate title={strings.title} lead={<output>{strings.loading}</output>} />;
  if (error) {
    return (
      <Gate title={strings.title}>
        <ErrorState error={toApiError(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      </Gate>
    );
  }
  if (!data?.invitation) return <OverInvitation />;
  return <Offer secret={secret} offer={data.invitation} viewer={data.viewer ?? null} />;
}

function OverInvitation() {
  useEffect(forgetSecret, []);
  return (
    <Gate isRead title={strings.expired} lead={strings.expiredLead}>
      <div className={styles.links}>
        <Link to="/">{strings.goToVitrine}</Link>
      </div>
    </Gate>
  );
}

interface OfferProps {
  secret: string;
  offer: NonNullable<Answer['invitation']>;
  viewer: Answer['viewer'] | null;
}

function Offer({ secret, offer, viewer }: OfferProps) {
  const { organizationName, organizationSlug, email, role, hasAccount } = offer;
  const startOver = use(StartOverContext);
  const provider = useIdentityProvider('/');
  const signIn = useSignIn();
  const [, signOut] = useMutation(SignOutMutation);
  const isVisitor = viewer?.kind === 'SHARE_LINK';
  useEffect(() => {
    // Signs out the viewer of a share link, because only accounts can join.
    if (isVisitor) void signOut({});
  }, [isVisitor, signOut]);

  const title = strings.joinOrganization(organizationName);
  const lead = strings.invitedAs(titleOfRole(role));
  if (viewer?.user) {
    const account = { name: viewer.user.name, email: viewer.user.email ?? '' };
    return (
      <Gate title={title} lead={lead}>
        <JoinForm secret={secret} organizationSlug={organizationSlug} invitedEmail={email} account={account} />
      </Gate>
    );
  }
  if (!hasAccount) {
    return (
      <Gate title={title} lead={lead}>
        <NewAccountForm secret={secret} email={email} organizationSlug={organizationSlug} />
      </Gate>
    );
  }
  return (
    <SignInForm
      title={title}
      lead={[lead, strings.signInToJoin, provider && strings.openAgain(provider.name)].filter(Boolean).join(' ')}
      email={email}
      provider={provider}
      onSubmit={async (address, password) => {
        const refusal = await signIn(address, password);
        if (!refusal) startOver();
        return refusal;
      }}
    >
      <Link to="/forgot-password">{strings.forgotPassword}</Link>
    </SignInForm>
  );
}
