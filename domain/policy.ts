/** What this installation allows, by its configuration. */
export interface Policy {
  /** Whether the demo's people, whose passwords everybody knows, may come in. Never in production. */
  demoAccounts: boolean;
  /** The address that people use, such as `https://host/vitrine`, for links in mail and in exports. */
  publicUrl: string;
  /** The identity provider people may sign in by; null when none is configured. */
  identityProvider: { name: string } | null;
}
