import { projectScript } from '#system/project-files.ts';
import { runTool } from '../run-tool.ts';
import { Unreadable } from '../unreadable.ts';
import { visibleOutput, visiblePath } from './core-files.ts';
import { argumentsOf, decoded, type Ffmpeg, type FfmpegCommand } from './ffmpeg.ts';
import { corePackage, findCore } from './find-core.ts';
import { type FfmpegPrograms, findPrograms, programsAt } from './find-programs.ts';

/** JavaScript of the npm build alone: what ffmpeg allocates is not part of the heap of V8. */
const maxHeapMegabytes = 256;

/**
 * Chooses the ffmpeg that reads films and sounds: the one in PATH, else the npm build. `setting` is the value of
 * FFMPEG_PATH, the path of an ffmpeg or `npm`. If there is none, the returned one throws `FFMPEG_MISSING`.
 */
export function chooseFfmpeg(setting?: string): Ffmpeg {
  const programs = setting === undefined ? findPrograms() : setting === 'npm' ? null : programsAt(setting);
  if (programs) return systemFfmpeg(programs);
  const version = setting === undefined || setting === 'npm' ? findCore() : null;
  return version === null ? noFfmpeg : npmFfmpeg(version);
}

/** The choice on a machine that has neither. */
export const noFfmpeg: Ffmpeg = {
  name: 'none',
  run: () => Promise.reject(new Unreadable('FFMPEG_MISSING')),
};

function systemFfmpeg(programs: FfmpegPrograms): Ffmpeg {
  return {
    name: programs.ffmpeg,
    run: (command, options) =>
      decoded(
        runTool(programs[command.program], argumentsOf(command, command.path), {
          failed: 'MEDIA_DAMAGED',
          missing: 'FFMPEG_MISSING',
          ...options,
        }),
      ),
  };
}

function npmFfmpeg(version: string): Ffmpeg {
  const { execArgv, script } = projectScript('server/media/ffmpeg/wasm-process');
  const node = [`--max-old-space-size=${maxHeapMegabytes}`, ...execArgv, script];
  return {
    name: `${corePackage} ${version}`,
    run: (command, options) =>
      decoded(
        runTool(process.execPath, [...node, ...argumentsOfNpm(command)], {
          failed: 'MEDIA_DAMAGED',
          missing: 'PROCESS_ENDED',
          ...options,
        }),
      ),
  };
}

/** Arguments of wasm-process.ts. It copies the output out of the memory of ffmpeg. */
function argumentsOfNpm({ output, ...command }: FfmpegCommand): string[] {
  const visible = output === undefined ? command : { ...command, output: visibleOutput };
  return [command.program, command.path, output ?? '', ...argumentsOf(visible, visiblePath)];
}
