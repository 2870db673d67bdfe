import { type ChildProcess, execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { accessSync, constants, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { endProcess, startProcess } from '../kit/processes.ts';
import { freePorts } from './free-ports.ts';

/** Programs of Ceph that an S3 gateway needs. On Debian they are in the packages radosgw, ceph-mon and ceph-osd. */
const programs = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'ceph-authtool'];
const startsWithinMilliseconds = 240_000;

export function missingPrograms(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return programs.filter((program) => !folders.some((folder) => isExecutable(join(folder, program))));
}

/** Starts Ceph with its S3 gateway, one monitor and one disk in memory, in a temporary folder and on free ports. */
export async function startRadosgw({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'radosgw-'));
  const [monV2 = 0, monV1 = 0, gateway = 0] = await freePorts(3);
  const [clusterId, diskId] = [randomUUID(), randomUUID()];
  const addresses = `[v2:127.0.0.1:${monV2},v1:127.0.0.1:${monV1}]`;
  await writeFile(join(folder, 'ceph.conf'), configuration({ folder, clusterId, addresses, gateway }));
  await Promise.all(['mon', 'osd'].map((name) => mkdir(join(folder, name))));

  const run = (program: string, ...args: string[]) => promisify(execFile)(program, args, { cwd: folder });
  const withConfiguration = ['-c', 'ceph.conf'];
  const running: ChildProcess[] = [];
  const start = (program: string, ...args: string[]) => {
    const output = openSync(join(folder, `${program}.out`), 'w');
    const stdio: ['ignore', number, number] = ['ignore', output, output];
    running.push(startProcess(program, [...args, ...withConfiguration, '-f'], { cwd: folder, stdio }));
  };
  const stop = async () => {
    for (const child of running.toReversed()) await endProcess(child, 'SIGKILL'); // its data is not needed any more
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await run('monmaptool', '--create', '--fsid', clusterId, '--addv', 'a', addresses, 'monmap');
    await run('ceph-authtool', '--create-keyring', 'keyring', '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *');
    await run(
      'ceph-authtool',
      'keyring',
      '--gen-key',
      '-n',
      'client.admin',
      '--cap',
      'mon',
      'allow *',
      '--cap',
      'osd',
      'allow *',
    );
    await run(
      'ceph-authtool',
      'keyring',
      '--gen-key',
      '-n',
      'osd.0',
      '--cap',
      'mon',
      'allow profile osd',
      '--cap',
      'osd',
      'allow *',
    );
    await run('ceph-mon', '--mkfs', '-i', 'a', '--monmap', 'monmap', '--keyring', 'keyring', ...withConfiguration);
    start('ceph-mon', '-i', 'a');
    await run('ceph', ...withConfiguration, 'osd', 'new', diskId);
    await run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', diskId, ...withConfiguration);
    start('ceph-osd', '-i', '0');
    start('radosgw', '-n', 'client.admin');
    const endpoint = `http://127.0.0.1:${gateway}`;
    await untilItAnswers(endpoint, running);
    const user = [
      'user',
      'create',
      '--uid=alice',
      '--display-name=Alice',
      `--access-key=${accessKeyId}`,
      `--secret=${secretAccessKey}`,
    ];
    await run('radosgw-admin', ...withConfiguration, ...user);
    return { endpoint, stop };
  } catch (error) {
    const outputs = await Promise.all(
      ['ceph-mon', 'ceph-osd', 'radosgw'].map((name) => readFile(join(folder, `${name}.out`), 'utf8').catch(() => '')),
    );
    await stop();
    throw new Error(`radosgw did not start: ${outputs.join('\n')}`, { cause: error });
  }
}

function configuration({
  folder,
  clusterId,
  addresses,
  gateway,
}: {
  folder: string;
  clusterId: string;
  addresses: string;
  gateway: number;
}): string {
  return `[global]
fsid = ${clusterId}
mon host = ${addresses}
public addr = 127.0.0.1
cluster addr = 127.0.0.1
keyring = ${folder}/keyring
run dir = ${folder}
crash dir = ${folder}/crash
admin socket =
pid file =
log file = ${folder}/$name.log
mon data = ${folder}/mon
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 1073741824
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd crush chooseleaf type = 0
mon allow pool size one = true
mon data avail crit = 1
# A cluster of one has nobody to wait for.
paxos propose interval = 0.01
paxos min wait = 0.01
rgw frontends = beast endpoint=127.0.0.1:${gateway}
`;
}

async function untilItAnswers(endpoint: string, running: ChildProcess[]): Promise<void> {
  const deadline = Date.now() + startsWithinMilliseconds;
  for (;;) {
    const answered = await fetch(endpoint).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return;
    if (running.some(({ exitCode }) => exitCode !== null)) throw new Error('One of its processes has ended.');
    if (Date.now() > deadline) throw new Error('It does not answer.');
    await setTimeout(100);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
