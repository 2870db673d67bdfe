import { type Ffmpeg, guardedInput, words } from './ffmpeg/ffmpeg.ts';
import { processLimits, storyboardBudgetSeconds } from './limits.ts';
import type { StoryboardFrame, StoryboardPlan } from './storyboard.ts';
import { Unreadable } from './unreadable.ts';

/** A film of at most this length is decoded once. In a longer one, only the frames at key frames are decoded. */
const wholeSeconds = 60;

/** Pictures that one run of ffmpeg makes: starting it takes longer than decoding one. */
const picturesPerRun = 10;

/**
 * Returns small pictures of a film, evenly spaced. Seeks in a long film, so the time does not depend on its length.
 * Leaves out pictures that cannot be decoded, and those that would take longer than the budget.
 */
export async function readStoryboard(
  ffmpeg: Ffmpeg,
  path: string,
  plan: StoryboardPlan,
  signal: AbortSignal,
): Promise<StoryboardFrame[]> {
  if (plan.count * plan.intervalSeconds <= wholeSeconds) return readWhole(ffmpeg, path, plan, signal);
  const frames: StoryboardFrame[] = [];
  const deadline = performance.now() + storyboardBudgetSeconds * 1_000;
  let failure: unknown;
  const take = async (indexes: number[]): Promise<void> => {
    if (performance.now() > deadline) return;
    try {
      frames.push(...(await readAt(ffmpeg, path, plan, indexes, signal)));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      failure ??= error;
      // A film that is damaged in one place may be whole in another.
      if (error.reason !== 'MEDIA_DAMAGED' || indexes.length === 1) return;
      for (const index of indexes) await take([index]);
    }
  };
  const all = Array.from({ length: plan.count }, (_, index) => index);
  for (let from = 0; from < plan.count; from += picturesPerRun) await take(all.slice(from, from + picturesPerRun));
  if (frames.length === 0) throw failure ?? new Unreadable('NO_FRAME');
  return frames;
}

async function readWhole(ffmpeg: Ffmpeg, path: string, plan: StoryboardPlan, signal: AbortSignal) {
  const { count, intervalSeconds, tile } = plan;
  const filters = `fps=fps=1/${intervalSeconds.toFixed(6)}:round=up:start_time=0,${scaledTo(tile)}`;
  const output = await ffmpeg.run(
    {
      program: 'ffmpeg',
      path,
      before: reading,
      after: words(`-map 0:V:0 -frames:v ${count} -vf ${filters} ${rawOutput}`),
    },
    { signal, limits: processLimits.frame },
  );
  const byteSize = tile.width * tile.height * 3;
  const length = Math.floor(output.byteLength / byteSize);
  if (length === 0) throw new Unreadable('NO_FRAME');
  return Array.from({ length }, (_, index) => ({
    index,
    pixels: output.subarray(index * byteSize, (index + 1) * byteSize),
  }));
}

/** Decodes the key frames before several times. Throws if one of them cannot be decoded. */
async function readAt(
  ffmpeg: Ffmpeg,
  path: string,
  { tile, intervalSeconds }: StoryboardPlan,
  indexes: readonly number[],
  signal: AbortSignal,
): Promise<StoryboardFrame[]> {
  const scaled = indexes.map((_, input) => `[${input}:V:0]trim=end_frame=1,setpts=0,${scaledTo(tile)}[v${input}]`);
  const all = indexes.map((_, input) => `[v${input}]`).join('');
  const joined = indexes.length > 1 ? `${all}hstack=inputs=${indexes.length}[row]` : '[v0]null[row]';
  const row = await ffmpeg.run(
    {
      program: 'ffmpeg',
      path,
      before: reading,
      inputs: indexes.map((index) => ['-noaccurate_seek', '-ss', ((index + 0.5) * intervalSeconds).toFixed(3)]),
      after: ['-filter_complex', [...scaled, joined].join(';'), ...words(`-map [row] -frames:v 1 ${rawOutput}`)],
    },
    { signal, limits: processLimits.frame },
  );
  if (row.byteLength < indexes.length * tile.width * tile.height * 3) throw new Unreadable('MEDIA_DAMAGED');
  return indexes.map((index, place) => ({ index, pixels: partOf(row, place, indexes.length, tile) }));
}

/** Cuts a picture out of several ones that are side by side. */
function partOf(row: Buffer, place: number, count: number, { width, height }: StoryboardPlan['tile']): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  for (let line = 0; line < height; line++) {
    const from = (line * count + place) * width * 3;
    pixels.set(row.subarray(from, from + width * 3), line * width * 3);
  }
  return pixels;
}

const reading = [...words('-v error -nostdin -threads 1'), ...guardedInput];
const rawOutput = '-f rawvideo -pix_fmt rgb24 pipe:1';
const scaledTo = ({ width, height }: StoryboardPlan['tile']) => `scale=${width}:${height},setsar=1,format=rgb24`;
