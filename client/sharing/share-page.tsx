import { Link, useRouter } from '@tanstack/react-router';
import { use, useEffect, useRef } from 'react';
import { StartOverContext } from '../data/session.ts';
import { enterShare, leaveShare } from '../data/share-tab.ts';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import styles from '../sign-in/gate.module.css';
import { Gate } from '../sign-in/gate.tsx';
import { forgetSecret, useSecret } from '../sign-in/use-secret.ts';
import { ErrorState } from '../ui/states.tsx';
import * as strings from './strings.ts';

const OpenShareLinkMutation = graphql(`
  mutation OpenShareLink($secret: String!) {
    openShareLink(input: { secret: $secret }) {
      ... on OpenShareLinkSuccess {
        shared {
          organizationSlug
          datasetSlug
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

/**
 * Page that a share link opens. The server stores the secret of the link in a cookie, then this tab opens the shared
 * dataset.
 */
export function SharePage() {
  const secret = useSecret();
  return secret ? <Opening key={secret} secret={secret} /> : <NothingShown />;
}

function Opening({ secret }: { secret: string }) {
  const { run, refusal } = useAction(OpenShareLinkMutation);
  const startOver = use(StartOverContext);
  const router = useRouter();

  async function open() {
    // Forgets a link that this tab opened before, because that link may have expired.
    leaveShare();
    const done = await run({ secret });
    if (!done) return;
    const { organizationSlug: org, datasetSlug: slug } = done.shared;
    forgetSecret();
    enterShare();
    // Drops all data, because it was loaded for another viewer.
    startOver();
    await router.navigate({ to: '/o/$org/d/$slug', params: { org, slug }, replace: true });
  }

  // Runs once for each link, independent of other changes.
  const begin = useRef<(() => Promise<void>) | undefined>(open);
  useEffect(() => {
    void begin.current?.();
    begin.current = undefined;
  }, []);

  if (refusal?.code === 'NOT_FOUND') return <NothingShown />;
  return (
    <Gate title={strings.opening} lead={!refusal && <output>{strings.openingLead}</output>}>
      {refusal && <ErrorState title={strings.openingFailed} error={refusal} onRetry={() => void open()} />}
    </Gate>
  );
}

function NothingShown() {
  const startOver = use(StartOverContext);
  useEffect(() => {
    leaveShare();
    startOver();
  }, [startOver]);
  return (
    <Gate isRead title={strings.linkExpired} lead={strings.linkExpiredLead}>
      <div className={styles.links}>
        <Link to="/">{strings.signIn}</Link>
      </div>
    </Gate>
  );
}
