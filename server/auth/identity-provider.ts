import * as openid from 'openid-client';
import type { ProvenIdentity } from '#domain/identity/sign-in-by-provider.ts';
import { readEmailClaims } from './read-email-claims.ts';

export interface IdentityProviderOptions {
  issuer: URL;
  clientId: string;
  clientSecret: string | null;
  /** What people call it: on the button. */
  name: string;
  /** Whether an address counts when the provider does not say that it is verified. */
  trustsEmail?: boolean;
}

/** What is kept at the browser while it is away at the provider. */
export interface PendingSignIn {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** An OpenID Connect provider, as a client of it: authorization code with PKCE, state and nonce. */
export function identityProvider({ issuer, clientId, clientSecret, trustsEmail = false }: IdentityProviderOptions) {
  let discovered: Promise<openid.Configuration> | undefined;

  /** Asked for once it is needed, and again if that failed: the server starts without its provider. */
  function configuration() {
    discovered ??= openid
      .discovery(issuer, clientId, {}, clientSecret ? openid.ClientSecretBasic(clientSecret) : openid.None(), {
        timeout: 10,
        // Plain http is for a provider on this machine.
        ...(issuer.protocol === 'http:' && { execute: [openid.allowInsecureRequests] }),
      })
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  }

  return {
    /** Where to send a browser that wants to sign in, and what to keep until it comes back. */
    async begin(redirectUri: string): Promise<{ url: URL; pending: PendingSignIn }> {
      const config = await configuration();
      const pending = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        codeVerifier: openid.randomPKCECodeVerifier(),
      };
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(pending.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url, pending };
    },
    /** Who it is that came back to this address. Throws when anything about it is not as it must be. */
    async complete(callbackUrl: URL, pending: PendingSignIn): Promise<ProvenIdentity> {
      const config = await configuration();
      const tokens = await openid.authorizationCodeGrant(config, callbackUrl, {
        pkceCodeVerifier: pending.codeVerifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider sent no ID token.');
      // Providers are free to say the rest at the userinfo endpoint only.
      const said: Record<string, unknown> =
        claims['email'] === undefined && config.serverMetadata().userinfo_endpoint
          ? { ...(await openid.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims }
          : claims;
      const { name } = said;
      return {
        issuer: claims.iss,
        subject: claims.sub,
        name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null,
        ...readEmailClaims(said, trustsEmail),
      };
    },
  };
}

export type IdentityProvider = ReturnType<typeof identityProvider>;
