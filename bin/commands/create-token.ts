import { VitrineError } from '#sdk/errors.ts';
import { createTokenFor } from '#server/commands/create-token.ts';
import { onServer } from './on-server.ts';

export interface TokenRequest {
  user: string;
  org: string;
  /** In any case. */
  scopes: readonly string[];
  name?: string;
  days?: number;
}

/** Makes a token by way of the server's own database, found as the server finds it. */
export function createToken({ scopes, ...request }: TokenRequest): Promise<string> {
  return onServer((databases) => createTokenFor(databases, { ...request, scopes: scopes.map(scopeOf) }));
}

function scopeOf(text: string): 'READ' | 'PUBLISH' | 'ADMIN' {
  const scope = text.toUpperCase();
  if (scope === 'READ' || scope === 'PUBLISH' || scope === 'ADMIN') return scope;
  throw new VitrineError('INVALID_INPUT', `There is no scope ${text}.`);
}
