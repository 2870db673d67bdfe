/** Peaks of a sound, as the server makes them. */
export interface Waveform {
  durationSeconds: number;
  /** Lowest and highest sample alternate, from -128 to 127. */
  peaks: readonly number[];
}

/** Reads a waveform of the supported version. Undefined for all other values. */
export function readWaveform(json: unknown): Waveform | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { version, durationSeconds, peaks }: Record<string, unknown> = { ...json };
  const isKnown = version === 1 && typeof durationSeconds === 'number' && Array.isArray(peaks);
  return isKnown && peaks.every((peak) => typeof peak === 'number') ? { durationSeconds, peaks } : undefined;
}

/**
 * Returns one column for each pixel: how far it reaches down and up, from -1 to 1. Scaled so that the loudest column
 * fills the height.
 */
export function columnsOf({ peaks }: Waveform, count: number): { low: number; high: number }[] {
  const pairs = Math.floor(peaks.length / 2);
  const loudest = peaks.reduce((most, peak) => Math.max(most, Math.abs(peak)), 1);
  return Array.from({ length: count }, (_, column) => {
    const from = Math.floor((column * pairs) / count);
    const to = Math.max(from + 1, Math.floor(((column + 1) * pairs) / count));
    let low = 0;
    let high = 0;
    for (let pair = from; pair < Math.min(to, pairs); pair++) {
      low = Math.min(low, peaks[2 * pair] ?? 0);
      high = Math.max(high, peaks[2 * pair + 1] ?? 0);
    }
    return { low: low / loudest, high: high / loudest };
  });
}

/** Draws bars of 2 px with gaps of 1 px, in the text colour of the canvas. */
export function drawWaveform(canvas: HTMLCanvasElement, waveform: Waveform): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  context.fillStyle = getComputedStyle(canvas).color;
  const middle = height / 2;
  for (const [index, { low, high }] of columnsOf(waveform, Math.floor(width / 3)).entries()) {
    const top = middle - Math.max(0.5, high * middle);
    const bottom = middle + Math.max(0.5, -low * middle);
    context.fillRect(index * 3, top, 2, bottom - top);
  }
}
