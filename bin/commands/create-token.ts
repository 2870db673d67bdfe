import { createTokenFor } from '#server/commands/create-token.ts';
import { onServer } from './on-server.ts';
import { type ScopeName, scopesOfNames } from './scope-names.ts';

export interface TokenRequest {
  user: string;
  org: string;
  scopes: readonly ScopeName[];
  name?: string;
  days?: number;
}

/** Makes a token by way of the server's own database, found as the server finds it. */
export function createToken({ scopes, ...request }: TokenRequest): Promise<string> {
  return onServer((databases) =>
    createTokenFor(databases, { ...request, scopes: scopes.map((name) => scopesOfNames[name]) }),
  );
}
