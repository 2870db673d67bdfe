/** Stage of processing: 0 for quick steps, such as the thumbnail, and 1 for slow steps, such as the waveform. */
export type Stage = 0 | 1;

/** A job that processes a few files of an organization at a time, and then queues itself again. */
export interface Lane {
  orgId: string;
  stage: Stage;
  /**
   * Number of the lane, from 0. An organization has several lanes only while no other organization has waiting files.
   */
  lane: number;
  /** Id of the dataset whose files were processed last. */
  after: string | null;
}

/** A file that a job is processing. */
export interface Claim {
  assetId: string;
  datasetId: string;
  attempts: number;
}
