/** Rules for the URLs to which webhooks are delivered. */
export interface WebhookRules {
  /** Whether URLs may begin with `http://`. */
  allowsHttp: boolean;
  /** Whether deliveries may connect to this address. */
  mayReach: (address: string) => boolean;
}

/** Settings of this installation, from its configuration. */
export interface Installation {
  /** Version of the server, such as `0.1.0`. */
  version: string;
  /** Whether the demo accounts, whose passwords are public, may sign in. Always false in production. */
  demoAccounts: boolean;
  /** Base URL of the viewer, such as `https://host/vitrine`, for links in mail and in exports. */
  publicUrl: string;
  /** Identity provider for sign-in, or null if none is configured. */
  identityProvider: { name: string } | null;
  webhooks: WebhookRules;
}
