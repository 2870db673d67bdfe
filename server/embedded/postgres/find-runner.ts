import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { PostgresUnavailable } from './postgres-unavailable.ts';

/** How to run PostgreSQL's programs, which refuse to run as root. */
export type Runner = {
  /** The command line that runs the program. */
  command(program: string, args: string[]): [string, string[]];
  /** Who the process becomes, when it is not who we are. */
  identity: { uid: number; gid: number } | undefined;
  /** Who has to own the files it works on; undefined where that is no question. */
  owner: { uid: number; gid: number } | undefined;
};

const asNobody = ['--user', '--map-user=65534', '--map-group=65534'];

/**
 * A normal user runs the programs directly. Root, and a user without a name (containers with an arbitrary user id),
 * run them in a user namespace where they are nobody, or become nobody for good where namespaces are not allowed.
 */
export function findRunner(): Runner {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  const direct: Runner = { command: (program, args) => [program, args], identity: undefined, owner: undefined };
  if (uid === undefined || gid === undefined) return direct;
  if (uid !== 0 && hasName()) return direct;

  if (spawnSync('unshare', [...asNobody, 'true']).status === 0) {
    return {
      command: (program, args) => ['unshare', [...asNobody, program, ...args]],
      identity: undefined,
      owner: { uid, gid },
    };
  }
  if (uid !== 0) return direct;

  const nobody = { uid: idOfNobody('-u'), gid: idOfNobody('-g') };
  if (spawnSync('true', { ...nobody }).status === 0) return { ...direct, identity: nobody, owner: nobody };
  throw new PostgresUnavailable(
    'PostgreSQL refuses to run as root, and this process may not become another user. Start Vitrine as a normal user, or set DATABASE_URL.',
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
