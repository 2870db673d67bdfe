import type { Form } from './edition.ts';
import { pick, randomOf } from './random.ts';

export const targets = ['api', 'worker', 'postgres'] as const;
export type Target = (typeof targets)[number];

/** Forms to draw from. The large form is drawn less often, because it takes longest. */
const drawnForms = ['inline', 'file', 'inline', 'file', 'large'] as const satisfies Form[];

/** The disturbance of one publish. */
export interface Point {
  seed: string;
  number: number;
  target: Target;
  form: Form;
  /** Start of the time measurement. Half of all points are after the request to publish. */
  since: 'start' | 'publish';
  /** Time of the kill, as a share of the duration of an undisturbed publish of this form. */
  moment: number;
  /** Time before the process is started again. */
  downMilliseconds: number;
  /** Whether the publisher is stopped at the same moment, and starts again. */
  publisherStops: boolean;
}

/** Returns the point with this number of a seed. The same arguments always give the same point. */
export function pointOf(seed: string, number: number): Point {
  const random = randomOf(seed, number);
  return {
    seed,
    number,
    target: pick(random, targets),
    form: pick(random, drawnForms),
    since: pick(random, ['start', 'publish'] as const),
    moment: random() * 1.1,
    downMilliseconds: Math.round(random() * 700),
    publisherStops: random() < 0.5,
  };
}
