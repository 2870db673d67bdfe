import type { Waveform } from './waveform.ts';

const width = 480;
const height = 360;
const barCount = 48;
const barWidth = 6;
/** The height of silence, and the room above and below the loudest bar. */
const minBarHeight = 6;
const margin = 48;
const colour = '#9db2d9';
const background = '#222a38';

/** Draws the peaks of a sound as an SVG of bars, the loudest of full height. */
export function drawWaveform({ peaks }: Pick<Waveform, 'peaks'>): Buffer {
  const spans = barSpans(peaks);
  const loudest = Math.max(1, ...spans);
  const step = width / barCount;
  const bars = spans.map((span, index) => {
    const barHeight = Math.max(minBarHeight, Math.round((span / loudest) * (height - 2 * margin)));
    const x = Math.round(index * step + (step - barWidth) / 2);
    return `<rect x="${x}" y="${(height - barHeight) / 2}" width="${barWidth}" height="${barHeight}" rx="${barWidth / 2}"/>`;
  });
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="${colour}"><rect width="100%" height="100%" fill="${background}"/>${bars.join('')}</svg>`,
  );
}

/**
 * Returns the distance between the lowest and the highest sample of each bar. A short sound has fewer peaks than bars.
 */
function barSpans(peaks: readonly number[]): number[] {
  const pairCount = peaks.length / 2;
  return Array.from({ length: barCount }, (_, bar) => {
    const first = Math.floor((bar * pairCount) / barCount);
    const last = Math.max(first + 1, Math.floor(((bar + 1) * pairCount) / barCount));
    const pairs = peaks.slice(2 * first, 2 * last);
    return pairs.length === 0 ? 0 : Math.max(...pairs) - Math.min(...pairs);
  });
}
