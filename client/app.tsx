import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useCallback, useState } from 'react';
import { Provider } from 'urql';
import { createSession, StartOverContext } from './data/session.ts';
import { SignedUrlsContext } from './data/use-signed-url.ts';
import { goToSignIn, router } from './routes/router.ts';

const startSession = () => createSession({ onUnauthenticated: goToSignIn });

export function App() {
  const [session, setSession] = useState(startSession);
  const startOver = useCallback(() => setSession(startSession), []);
  return (
    <StrictMode>
      <StartOverContext value={startOver}>
        <Provider value={session.client}>
          <SignedUrlsContext value={session.signedUrls}>
            <RouterProvider router={router} />
          </SignedUrlsContext>
        </Provider>
      </StartOverContext>
    </StrictMode>
  );
}
