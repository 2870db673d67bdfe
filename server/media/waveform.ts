/**
 * Loudness of a sound over its whole length, for drawing: a JSON file beside the sound. A viewer therefore need not
 * load and decode the sound to show its shape.
 */
export interface Waveform {
  /** Version of this format. */
  version: 1;
  durationSeconds: number;
  /** Sample rate of the mono sound that was analyzed. */
  sampleRate: number;
  /** Samples for each pair of peaks. The last pair may have fewer. */
  samplesPerPeak: number;
  /**
   * Lowest and highest sample of each pair, from -128 to 127: `[min, max, min, max, …]`. 1,000 to 2,000 pairs, fewer
   * for short sounds.
   */
  peaks: number[];
}

const maxPairs = 2_000;

/**
 * Computes the peaks of a sound of unknown length while reading it, in constant memory. When there are too many peaks,
 * neighbours are merged.
 */
export class PeakFinder {
  readonly #sampleRate: number;
  readonly #lows: number[] = [];
  readonly #highs: number[] = [];
  #samplesPerPeak = 1;
  #sampleCount = 0;
  #low = Infinity;
  #high = -Infinity;
  #inPeak = 0;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /** Adds 16-bit samples. */
  add(samples: Int16Array): void {
    for (const sample of samples) {
      if (sample < this.#low) this.#low = sample;
      if (sample > this.#high) this.#high = sample;
      this.#inPeak += 1;
      if (this.#inPeak === this.#samplesPerPeak) this.#endPeak();
    }
    this.#sampleCount += samples.length;
  }

  finish(): Waveform {
    while (this.#inPeak > 0) this.#endPeak();
    return {
      version: 1,
      durationSeconds: this.#sampleCount / this.#sampleRate,
      sampleRate: this.#sampleRate,
      samplesPerPeak: this.#samplesPerPeak,
      peaks: this.#lows.flatMap((low, index) => [to8Bits(low), to8Bits(this.#highs[index]!)]),
    };
  }

  #endPeak(): void {
    if (this.#lows.length === maxPairs) this.#halve();
    else {
      this.#lows.push(this.#low);
      this.#highs.push(this.#high);
      this.#low = Infinity;
      this.#high = -Infinity;
      this.#inPeak = 0;
    }
  }

  /** Merges neighbours. The current peak has the old length, and becomes the first half of a longer one. */
  #halve(): void {
    for (let index = 0; index < maxPairs / 2; index += 1) {
      this.#lows[index] = Math.min(this.#lows[index * 2]!, this.#lows[index * 2 + 1]!);
      this.#highs[index] = Math.max(this.#highs[index * 2]!, this.#highs[index * 2 + 1]!);
    }
    this.#lows.length = maxPairs / 2;
    this.#highs.length = maxPairs / 2;
    this.#samplesPerPeak *= 2;
  }
}

function to8Bits(sample: number): number {
  return sample >> 8;
}
