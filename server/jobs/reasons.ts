/** Reasons for the final failure of a job, as sentences for users. The details are in the log. */
export const giveUpReasons = {
  failed: 'Processing failed several times. Try again later. The log of the worker has the details.',
  interrupted: 'The worker crashed on each attempt. The log of the worker may have the details.',
} as const;
