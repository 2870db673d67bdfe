import * as fc from 'fast-check';
import { filesThatExist, type Line } from './dataset-model.ts';

/** The way in which a publisher dies: at a step of the publish, or because the database closes its connections. */
export type Crash = ({ at: 'checkpoint'; number: number } | { at: 'connection'; milliseconds: number }) & {
  /** Whether PostgreSQL has crashed as well, which empties the table of staged rows. */
  losesStage: boolean;
};

export interface Manifest {
  lines: Line[];
  allowEmpty: boolean;
}

/** A step of a story. A session is one of the last three, chosen by a number. */
export type Step =
  | { kind: 'open'; key: number | null; append: boolean }
  | {
      kind: 'publish';
      session: number;
      /** Whether to publish in a new session, opened for it. */
      fresh: boolean;
      manifest: Manifest;
      /** Whether to publish the current items again instead of the manifest. */
      unchanged: boolean;
      dryRun: boolean;
      expected: number | null;
    }
  | { kind: 'replay'; session: number; otherwise: boolean }
  | { kind: 'crash'; session: number; fresh: boolean; manifest: Manifest; dryRun: boolean; crash: Crash }
  | { kind: 'race'; sessions: [number, number]; manifests: [Manifest, Manifest] }
  | { kind: 'takeOver' }
  | { kind: 'giveUp' }
  | { kind: 'abandon'; session: number };

const line: fc.Arbitrary<Line> = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  remove: fc.constant(false),
  title: fc.constantFrom('x', 'y', 'z'),
  tags: fc.subarray(['red', 'green', 'blue']),
  file: fc.nat(filesThatExist - 1),
});
const removal = line.map((each) => ({ ...each, remove: true }));
const missing = line.map((each) => ({ ...each, file: filesThatExist }));
const soundLines = fc
  .uniqueArray(fc.oneof({ weight: 5, arbitrary: line }, { weight: 1, arbitrary: removal }), {
    selector: ({ key }) => key,
    maxLength: 8,
  })
  .chain((lines) => fc.boolean().map((keepRemovals) => lines.filter(({ remove }) => keepRemovals || !remove)));
const anyLines = fc.array(
  fc.oneof({ weight: 6, arbitrary: line }, { weight: 1, arbitrary: removal }, { weight: 1, arbitrary: missing }),
  { maxLength: 6 },
);
const manifest: fc.Arbitrary<Manifest> = fc.record({
  lines: fc.oneof({ weight: 5, arbitrary: soundLines }, { weight: 1, arbitrary: anyLines }),
  allowEmpty: fc.boolean(),
});
const session = fc.nat(99);
const mostly = fc.nat(3).map((number) => number > 0);
const sometimes = fc.nat(5).map((number) => number === 5);
const crash: fc.Arbitrary<Crash> = fc.oneof(
  fc.record({
    at: fc.constant('checkpoint' as const),
    number: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 14 })),
    losesStage: fc.boolean(),
  }),
  fc.record({ at: fc.constant('connection' as const), milliseconds: fc.nat(40), losesStage: fc.boolean() }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('open' as const),
      key: fc.option(fc.nat(3)),
      append: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      session,
      fresh: mostly,
      manifest,
      unchanged: sometimes,
      dryRun: sometimes,
      expected: fc.oneof(fc.constant(null), fc.constant(0), fc.integer({ min: -1, max: 1 })),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('replay' as const), session, otherwise: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      session,
      fresh: mostly,
      manifest,
      dryRun: sometimes,
      crash,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('race' as const),
      sessions: fc.tuple(session, session),
      manifests: fc.tuple(manifest, manifest),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('takeOver' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('giveUp' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('abandon' as const), session }) },
);

/** Generates a story of one dataset with `length` steps. */
export function steps(length: number): fc.Arbitrary<Step[]> {
  return fc.array(step, { minLength: length, maxLength: length });
}
