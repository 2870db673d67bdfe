import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { PostgresUnavailable } from './postgres-unavailable.ts';

/** Way to run PostgreSQL's programs, which refuse to run as root. */
export type Runner = {
  /** Returns the command line that runs the program. */
  command: (program: string, args: string[]) => [string, string[]];
  /** User that the process runs as, if it differs from the current user. */
  identity?: Identity;
};

export type Identity = { uid: number; gid: number };

/**
 * Chooses how to run PostgreSQL's programs. A normal user runs them directly. Root runs them as the owner of the
 * cluster, or in a user namespace that maps root to `nobody`. Where namespaces are not allowed, root runs them as
 * `nobody`.
 */
export function findRunner(cluster: string): Runner {
  const uid = process.getuid?.();
  if (uid === undefined) return directly;
  // In some containers the user has no name, which PostgreSQL refuses too. In a user namespace it has a name.
  if (uid !== 0) return hasName() || !mayEnterNamespace() ? directly : inNamespace;

  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return as({ uid: owner.uid, gid: owner.gid });
  return mayEnterNamespace() ? inNamespace : as({ uid: idOfNobody('-u'), gid: idOfNobody('-g') });
}

const directly: Runner = { command: (program, args) => [program, args] };

const namespace = ['--user', '--map-user=65534', '--map-group=65534'];
const inNamespace: Runner = { command: (program, args) => ['unshare', [...namespace, program, ...args]] };

function mayEnterNamespace(): boolean {
  return spawnSync('unshare', [...namespace, 'true']).status === 0;
}

function as(identity: Identity): Runner {
  if (spawnSync('true', { ...identity }).status === 0) return { ...directly, identity };
  throw new PostgresUnavailable(
    `PostgreSQL refuses to run as root, and this process cannot switch to the user ${identity.uid}. Start Vitrine as a normal user, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

function idOfNobody(flag: '-u' | '-g'): number {
  const id = Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  return Number.isInteger(id) && id > 0 ? id : 65534;
}
