import { type Ffmpeg, guardedInput, words } from './ffmpeg/ffmpeg.ts';
import { processLimits } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/**
 * Returns the start of each frame of a film in order, in units of its time base. Reads the whole file, and decodes
 * nothing.
 */
export async function readFrameTimes(ffmpeg: Ffmpeg, path: string, signal: AbortSignal): Promise<Float64Array> {
  const times: number[] = [];
  let rest = '';
  const take = (line: string) => {
    const [presented, decoded, flags = ''] = line.split(',');
    // An edit list may hide frames at the start.
    const isHidden = flags[1] === 'D';
    // AVI has one time only.
    const time = Number(presented === 'N/A' ? decoded : presented);
    if (!isHidden && line !== '' && Number.isFinite(time)) times.push(time);
  };
  await ffmpeg.run(
    {
      program: 'ffprobe',
      path,
      before: ['-v', 'error', ...guardedInput, ...words('-select_streams V:0')],
      after: words('-show_entries packet=pts,dts,flags -of csv=p=0:nk=1'),
    },
    {
      signal,
      limits: processLimits.frameTimes,
      onOutput(chunk) {
        const lines = (rest + chunk.toString('latin1')).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) take(line.trim());
      },
    },
  );
  take(rest.trim());
  if (times.length === 0) throw new Unreadable('NO_FRAME');
  return Float64Array.from(times)
    .sort()
    .filter((time, index, all) => time !== all[index - 1]);
}
