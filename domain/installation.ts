/** Where webhooks may be delivered. */
export interface WebhookRules {
  /** Whether URLs may begin with `http://`. */
  allowsHttp: boolean;
  /** Whether deliveries may connect to this address. */
  mayReach: (address: string) => boolean;
}

/** Settings of this installation that its configuration decides. */
export interface Installation {
  /** The version of the server, such as `0.1.0`. */
  version: string;
  /** Whether the demo's people, whose passwords everybody knows, may sign in. Never in production. */
  demoAccounts: boolean;
  /** The address that people use, such as `https://host/vitrine`, for links in mail and in exports. */
  publicUrl: string;
  /** The identity provider for signing in, or null if none is configured. */
  identityProvider: { name: string } | null;
  webhooks: WebhookRules;
}
