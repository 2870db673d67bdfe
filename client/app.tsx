import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { Provider } from 'urql';
import { createApiClient } from './data/client.ts';
import { SignedUrls } from './data/signed-urls.ts';
import { SignedUrlsContext } from './data/use-signed-url.ts';
import { goToSignIn, router } from './routes/router.ts';

const client = createApiClient({ onUnauthenticated: goToSignIn });
const signedUrls = new SignedUrls({ mint: async (ids) => ids.map(() => null) });

export function App() {
  return (
    <StrictMode>
      <Provider value={client}>
        <SignedUrlsContext value={signedUrls}>
          <RouterProvider router={router} />
        </SignedUrlsContext>
      </Provider>
    </StrictMode>
  );
}
