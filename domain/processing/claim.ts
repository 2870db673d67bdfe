/** Stage 0: the quick steps of a file, such as its thumbnail. Stage 1: the slow ones, such as its waveform. */
export type Stage = 0 | 1;

/** A job that takes a few files of an organization at a time, and then queues itself again. */
export interface Lane {
  orgId: string;
  stage: Stage;
  /** Number of the lane, from 0. An organization gets more than one lane only while no other organization waits. */
  lane: number;
  /** The dataset that had the last turn. */
  after: string | null;
}

/** A file that a job works on. */
export interface Claim {
  assetId: string;
  datasetId: string;
  attempts: number;
}
