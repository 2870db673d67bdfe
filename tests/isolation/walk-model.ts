import { keysOf } from '#formats/keys-of.ts';
import type { Role, TokenScope } from '#prisma/client/enums.ts';

/** A simple model of who may see which datasets, which the test compares with the API. It shares no code with it. */
export interface Model {
  /** Role by user and organization: `members[org][person]`. */
  members: (Role | undefined)[][];
  datasets: {
    org: number;
    published: boolean;
    restricted: boolean;
    archived: boolean;
    granted: Set<number>;
  }[];
  tokens: {
    person: number;
    org: number;
    scopes: Set<TokenScope>;
    /** Numbers of the datasets that the token is limited to. Null if it reaches all. */
    only: Set<number> | null;
    revoked: boolean;
  }[];
  links: { dataset: number; maker: number; revoked: boolean }[];
}

/** A way for a caller to authenticate. */
export type Credential =
  | { kind: 'person'; person: number }
  | { kind: 'token'; token: number }
  | { kind: 'link'; link: number };

const rank: Record<Role, number> = { VIEWER: 0, PUBLISHER: 1, ADMIN: 2, OWNER: 3 };
const leastRole: Record<TokenScope, Role> = { READ: 'VIEWER', PUBLISH: 'PUBLISHER', ADMIN: 'ADMIN' };

export const roles = keysOf(rank);
export const scopes = keysOf(leastRole);

const atLeast = (role: Role | undefined, least: Role) => role !== undefined && rank[role] >= rank[least];

/** Returns whether a credential is valid. */
export function isGood(model: Model, credential: Credential): boolean {
  if (credential.kind === 'person') return true;
  if (credential.kind === 'token') return !model.tokens[credential.token]!.revoked;
  return !model.links[credential.link]!.revoked;
}

export function may(model: Model, credential: Credential, what: TokenScope, org: number): boolean {
  const least = leastRole[what];
  if (!isGood(model, credential) || credential.kind === 'link') return false;
  if (credential.kind === 'person') return atLeast(model.members[org]![credential.person], least);
  const token = model.tokens[credential.token]!;
  if (token.org !== org || !token.scopes.has(what)) return false;
  if (what === 'ADMIN' && token.only) return false;
  return atLeast(model.members[org]![token.person], least);
}

export function sees(model: Model, credential: Credential, number: number): boolean {
  const dataset = model.datasets[number]!;
  if (!isGood(model, credential)) return false;
  if (credential.kind === 'link') return model.links[credential.link]!.dataset === number && dataset.published;
  if (!may(model, credential, 'READ', dataset.org)) return false;
  if (!dataset.published && !may(model, credential, 'PUBLISH', dataset.org)) return false;
  const token = credential.kind === 'token' ? model.tokens[credential.token]! : null;
  if (token?.only && !token.only.has(number)) return false;
  if (!dataset.restricted || may(model, credential, 'ADMIN', dataset.org)) return true;
  return dataset.granted.has(personOf(model, credential));
}

/** Returns the user of a credential. A link has none. */
export function personOf(model: Model, credential: Credential): number {
  if (credential.kind === 'person') return credential.person;
  return credential.kind === 'token' ? model.tokens[credential.token]!.person : -1;
}

export function ownersOf(model: Model, org: number): number[] {
  return model.members[org]!.flatMap((role, person) => (role === 'OWNER' ? [person] : []));
}

/** Ends a membership, and everything that depends on it. */
export function endMembership(model: Model, org: number, person: number) {
  model.members[org]![person] = undefined;
  for (const token of model.tokens) if (token.org === org && token.person === person) token.revoked = true;
  for (const dataset of model.datasets) if (dataset.org === org) dataset.granted.delete(person);
  for (const link of model.links) {
    if (model.datasets[link.dataset]!.org === org && link.maker === person) link.revoked = true;
  }
}
