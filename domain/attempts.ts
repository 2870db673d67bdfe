/** What is counted: things a stranger may try, and try again. */
export type Attempt = 'SIGN_IN' | 'PASSWORD_RESET' | 'INVITATION' | 'SHARE_LINK';

/** Who tries it. */
export interface Attempter {
  /** The account it is about: an e-mail address, whether or not somebody has it. */
  account: string | null;
  /** Where the request comes from. */
  address: string | null;
}

/** Counts attempts by account and by address, for all processes together. */
export interface Attempts {
  /** Counts one more, before it is known how it ends; throws `RateLimited` when there were too many. */
  count(attempt: Attempt, who: Attempter): Promise<void>;
  /** It was the right person after all: what was counted for the account is forgotten. */
  forgive(attempt: Attempt, who: Attempter): Promise<void>;
}
