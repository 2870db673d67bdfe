/** Something that is said, and when. */
export interface Cue {
  startSeconds: number;
  endSeconds: number;
  speaker: string | null;
  text: string;
}

export interface ParsedTranscript {
  cues: Cue[];
  /** Cues that could not be read and were left out. */
  brokenCount: number;
}

/** The file is no transcript at all. The message is for people. */
export class NoTranscript extends Error {
  override readonly name = 'NoTranscript';
}
