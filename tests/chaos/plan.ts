import type { Form } from './edition.ts';
import { pick, randomOf } from './random.ts';

export const targets = ['api', 'worker', 'postgres'] as const;
export type Target = (typeof targets)[number];

/** Large ones are drawn less often, as they take longest. */
const drawnForms = ['inline', 'file', 'inline', 'file', 'large'] as const satisfies Form[];

/** What is done to one publish. */
export interface Point {
  seed: string;
  number: number;
  target: Target;
  form: Form;
  /** From when on time is counted: half of all points lie in what follows the request to publish. */
  since: 'start' | 'publish';
  /** When, as a share of the time that an undisturbed publish of the form takes from there on. */
  moment: number;
  /** How long the process is gone before it is started again. */
  downMilliseconds: number;
  /** Whether the publisher is stopped at the same moment, and begins anew. */
  publisherStops: boolean;
}

/** The point with this number of a seed: always the same. */
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
