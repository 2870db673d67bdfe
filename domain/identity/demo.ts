import type { Policy } from '../policy.ts';

/**
 * The demo's people, with passwords that everybody knows: good for looking at a new installation, and refused in
 * production.
 */
export const demoPeople = [
  { email: 'demo@vitrine.example', name: 'Dana Demo', password: 'look-closely', organization: 'lumen', role: 'OWNER' },
  {
    email: 'archivist@vitrine.example',
    name: 'Ari Archivist',
    password: 'keep-it-safe',
    organization: 'meridian',
    role: 'OWNER',
  },
] as const;

export function isDemoAccount(email: string): boolean {
  return demoPeople.some((person) => person.email === email);
}

/** Whether an account is let in at all: the demo's are not where the policy says so, by no credential they may have. */
export function mayComeIn({ demoAccounts }: Pick<Policy, 'demoAccounts'>, email: string): boolean {
  return demoAccounts || !isDemoAccount(email);
}
