import type { Installation } from '../installation.ts';

/**
 * People of the demo, with passwords that everybody knows. They are for trying a new installation, and are refused in
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

/** Returns whether an account may sign in. Demo accounts may not, by any credential, if the installation has none. */
export function mayComeIn({ demoAccounts }: Pick<Installation, 'demoAccounts'>, email: string): boolean {
  return demoAccounts || !isDemoAccount(email);
}
