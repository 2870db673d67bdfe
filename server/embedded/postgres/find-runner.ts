import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { PostgresUnavailable } from './postgres-unavailable.ts';

/** How to run PostgreSQL's programs, which refuse to run as root. */
export type Runner = {
  /** The command line that runs the program. */
  command: (program: string, args: string[]) => [string, string[]];
  /** Who the process becomes, when it is not who we are. */
  identity?: Identity;
};

export type Identity = { uid: number; gid: number };

/**
 * A normal user runs the programs directly. Root runs them as the owner of the cluster, or in a user namespace where
 * root is nobody, or as nobody where namespaces are not allowed.
 */
export function findRunner(cluster: string): Runner {
  const uid = process.getuid?.();
  if (uid === undefined) return directly;
  // A user without a name, as some containers have, is one PostgreSQL refuses too; a namespace gives a name.
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
    `PostgreSQL refuses to run as root, and this process may not become the user ${identity.uid}. Start Vitrine as a normal user, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
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
