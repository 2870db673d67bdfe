import { useRouter } from '@tanstack/react-router';
import { use, useState } from 'react';
import { StartOverContext } from '../data/session.ts';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { ConfirmDialog } from '../panels/confirm-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import * as strings from './strings.ts';

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

/** Button that ends all sessions of the user, including the current one. */
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
      <Button onClick={() => setAsked(true)}>{strings.signOutEverywhere}</Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={strings.signOutEverywhereQuestion}
        verb={strings.signOutEverywhere}
        isBusy={isBusy}
        refusal={refusal}
        onClose={close}
        onConfirm={async () => {
          const done = await run({});
          if (!done) return;
          close();
          toast(strings.signedOut(done.browserSessionCount));
          await router.navigate({ to: '/login' });
          startOver();
        }}
      >
        {strings.signOutEverywhereHint}
      </ConfirmDialog>
    </>
  );
}
