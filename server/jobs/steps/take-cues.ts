const maxCues = 100_000;

/** Returns the cues of a transcript that are searched, and a note if some are left out. */
export function takeCues<Cue>(cues: readonly Cue[]): { taken: Cue[]; note: string | null } {
  return {
    taken: cues.slice(0, maxCues),
    note: cues.length > maxCues ? `Only the first ${maxCues} cues can be searched.` : null,
  };
}
