/** Spoken text with its start and end. */
export interface Cue {
  startSeconds: number;
  endSeconds: number;
  speaker: string | null;
  text: string;
}

export interface ParsedTranscript {
  cues: Cue[];
  /** Number of cues that were omitted because they are invalid. */
  brokenCount: number;
}

/** Thrown if the file is not a transcript. */
export class NoTranscript extends Error {
  override readonly name = 'NoTranscript';
  readonly reason: 'TRANSCRIPT_NOT_JSON' | 'TRANSCRIPT_NOT_XML' | 'TRANSCRIPT_UNKNOWN';
  constructor(reason: NoTranscript['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}
