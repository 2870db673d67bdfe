/** Reasons why a job was given up, in sentences for users. The details are in the log. */
export const giveUpReasons = {
  failed: 'This did not work in several attempts. Try again later; the log of the worker says more.',
  interrupted: 'The worker ended each time it worked on this.',
} as const;
