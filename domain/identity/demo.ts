import type { Installation } from '../installation.ts';

/**
 * Accounts of the demo, with passwords that are public. They are for trying out Vitrine, and cannot sign in in
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

/**
 * Returns whether an account may sign in. Demo accounts may not sign in with any credential if the installation
 * disables them.
 */
export function mayComeIn({ demoAccounts }: Pick<Installation, 'demoAccounts'>, email: string): boolean {
  return demoAccounts || !isDemoAccount(email);
}
