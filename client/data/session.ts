import type { Client } from '@urql/core';
import { createContext } from 'react';
import { type ApiClientOptions, createApiClient } from './client.ts';
import { seedSignedUrls } from './seed-signed-urls.ts';
import { SignedUrls } from './signed-urls.ts';

/** Client of the API and all loaded data. It belongs to one user and is dropped at sign-out. */
export interface Session {
  client: Client;
  signedUrls: SignedUrls;
}

// Loads the module when a URL expires. It is not needed before, because the first response of a page contains the URLs.
const loadMint = () => import('./mint-signed-urls.ts');

export function createSession(options: ApiClientOptions): Session {
  const signedUrls: SignedUrls = new SignedUrls({
    mint: async (ids) => (await loadMint()).mintSignedUrls(client, ids),
  });
  const client: Client = createApiClient({ ...options, onAnswer: (data) => seedSignedUrls(signedUrls, data) });
  return { client, signedUrls };
}

/** Drops all loaded data, for example when a user signs in or out. */
export const StartOverContext = createContext<() => void>(() => {});
