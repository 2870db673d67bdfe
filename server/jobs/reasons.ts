/** Reasons why a job was given up, in sentences for users. The details are in the log. */
export const giveUpReasons = {
  failed: "This failed several times. Try again later. The worker's log has the details.",
  interrupted: 'The worker crashed each time it processed this.',
} as const;
