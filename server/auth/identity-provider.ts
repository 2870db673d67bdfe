import * as openid from 'openid-client';
import type { ProvenIdentity } from '#domain/identity/sign-in-by-provider.ts';
import { readEmailClaims } from './read-email-claims.ts';

export interface IdentityProviderOptions {
  issuer: URL;
  clientId: string;
  clientSecret: string | null;
  /** Name of the provider on the sign-in button. */
  name: string;
  /** Whether to accept an e-mail address when the provider does not say whether it is verified. */
  trustsEmail?: boolean;
}

/** State of a sign-in that the browser keeps while the user is at the provider. */
export interface PendingSignIn {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Creates the client of an OpenID Connect provider: authorization code flow with PKCE, state and nonce. */
export function identityProvider({ issuer, clientId, clientSecret, trustsEmail = false }: IdentityProviderOptions) {
  let discovered: Promise<openid.Configuration> | undefined;

  /**
   * Discovers the provider's configuration when it is first needed, and again after a failure. The server can therefore
   * start without its provider.
   */
  function configuration() {
    discovered ??= openid
      .discovery(issuer, clientId, {}, clientSecret ? openid.ClientSecretBasic(clientSecret) : openid.None(), {
        timeout: 10,
        // Allows plain http, which is accepted only for a provider on this machine.
        ...(issuer.protocol === 'http:' && { execute: [openid.allowInsecureRequests] }),
      })
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  }

  return {
    /** Returns the URL that starts a sign-in, and the state to keep until the browser returns. */
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
    /**
     * Returns the identity of the user who came back to this address. Throws if any part of the response is invalid.
     */
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
      // Some providers return further claims only at the userinfo endpoint.
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
