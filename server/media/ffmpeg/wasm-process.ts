import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { type CoreFileSystem, connectOutput, saveOutput, showFile } from './core-files.ts';
import { corePackage } from './find-core.ts';

/**
 * Runs the npm build of ffmpeg as the command line it is:
 * `wasm-process.ts ffmpeg|ffprobe <path> <output> <arguments…>`. WebAssembly sees this file, as `/input`, and the two
 * outputs of this process. Stores what it writes to `/output` under the path of the output, unless that is empty.
 */
interface FfmpegCore {
  FS: CoreFileSystem;
  /** The exit code of a run that ended in the middle, as `exit` does. */
  ret: number;
  stringsToPtr(args: readonly string[]): number;
  _ffmpeg: (count: number, args: number) => number;
  _ffprobe: (count: number, args: number) => number;
}

const [, , program, path = '', output = '', ...args] = process.argv;
// Functions that do not run are neither compiled nor validated, which saves a fifth of the time of a probe.
setFlagsFromString('--wasm-lazy-validation');
// The build expects a worker of a browser, and would emulate sockets with WebSocket.
Reflect.deleteProperty(globalThis, 'WebSocket');
Object.assign(globalThis, { self: { location: { href: '' } } });

const require = createRequire(import.meta.url);
const createCore = require(corePackage) as (options: { wasmBinary: Uint8Array }) => Promise<FfmpegCore>;
const core = await createCore({ wasmBinary: readFileSync(require.resolve(`${corePackage}/wasm`)) });
showFile(core.FS, path);
connectOutput(core.FS, 1);
connectOutput(core.FS, 2);
const code = run();
if (code === 0 && output !== '') saveOutput(core.FS, output);
process.exit(code);

function run(): number {
  try {
    const main = program === 'ffprobe' ? core._ffprobe : core._ffmpeg;
    return main(args.length + 1, core.stringsToPtr([program!, ...args]));
  } catch (error) {
    // `exit` of the program ends in this exception of Emscripten.
    if (!(error instanceof Error) || !error.message.startsWith('Aborted')) throw error;
    return core.ret < 0 ? 1 : core.ret;
  }
}
