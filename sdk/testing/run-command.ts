import { Readable, Writable } from 'node:stream';
import { run } from '../cli/run.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { LyingServer } from './lying-server.ts';

/** Runs the command line tool in this process. Returns its exit code and its whole output. */
export async function runCommand(args: string[], { endpoint }: LyingServer): Promise<{ code: number; text: string }> {
  let text = '';
  const sink = () => {
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        text += String(chunk);
        done();
      },
    });
    return stream as unknown as NodeJS.WriteStream;
  };
  const terminal: Terminal = {
    stdin: Readable.from(['vtr_x\n']) as unknown as NodeJS.ReadStream,
    stdout: sink(),
    stderr: sink(),
    env: { VITRINE_ENDPOINT: endpoint, VITRINE_TOKEN: 'vtr_x' },
    signal: AbortSignal.timeout(20_000),
  };
  return { code: await run(args, terminal, { version: '0' }), text };
}
