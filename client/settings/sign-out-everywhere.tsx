import { useRouter } from '@tanstack/react-router';
import { use, useState } from 'react';
import { StartOverContext } from '../data/session.ts';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';

const SignOutEverywhereMutation = graphql(`
  mutation SignOutEverywhere {
    signOutEverywhere {
      ... on SignOutEverywhereSuccess {
        browserSessionCount
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

/** Ends all sessions of the user, including this one. */
export function SignOutEverywhere() {
  const { run, isBusy, refusal, forget } = useAction(SignOutEverywhereMutation);
  const [isAsked, setAsked] = useState(false);
  const startOver = use(StartOverContext);
  const router = useRouter();
  const close = () => {
    setAsked(false);
    forget();
  };
  return (
    <>
      <Button onClick={() => setAsked(true)}>Sign out everywhere</Button>
      <ConfirmDialog
        isOpen={isAsked}
        title="Sign out everywhere?"
        verb="Sign out everywhere"
        isBusy={isBusy}
        refusal={refusal}
        onClose={close}
        onConfirm={async () => {
          const done = await run({});
          if (!done) return;
          close();
          const { browserSessionCount: sessionCount } = done;
          toast(sessionCount === 1 ? 'You are signed out.' : `You are signed out of ${sessionCount} browsers.`);
          await router.navigate({ to: '/login' });
          startOver();
        }}
      >
        All browsers are signed out, this one too. Your tokens stay as they are.
      </ConfirmDialog>
    </>
  );
}
