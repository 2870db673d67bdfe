import type { Client } from '@urql/core';
import { createContext } from 'react';
import { type ApiClientOptions, createApiClient } from './client.ts';
import { seedSignedUrls } from './seed-signed-urls.ts';
import { SignedUrls } from './signed-urls.ts';

/** All that the viewer knows of the server's data: it belongs to one person, and goes when they do. */
export interface Session {
  client: Client;
  signedUrls: SignedUrls;
}

// Loaded when a URL expires: the answers of a page contain those that it shows first.
const loadMint = () => import('./mint-signed-urls.ts');

export function createSession(options: ApiClientOptions): Session {
  const signedUrls: SignedUrls = new SignedUrls({
    mint: async (ids) => (await loadMint()).mintSignedUrls(client, ids),
  });
  const client: Client = createApiClient({ ...options, onAnswer: (data) => seedSignedUrls(signedUrls, data) });
  return { client, signedUrls };
}

/** Forgets everything, as when somebody signs in or out. */
export const StartOverContext = createContext<() => void>(() => {});
