/** What this installation allows, by its configuration. */
export interface Policy {
  /** Whether the demo's people, whose passwords everybody knows, may come in. Never in production. */
  demoAccounts: boolean;
  /** The origin people's browsers know the server by, for links in mail. */
  origin: string;
  /** The identity provider people may sign in by; null when none is configured. */
  identityProvider: { name: string } | null;
}
