/** Kinds of attempts that are counted, because a stranger may repeat them. */
export type Attempt = 'SIGN_IN' | 'PASSWORD_RESET' | 'INVITATION' | 'SHARE_LINK';

/** The origin of an attempt. */
export interface Attempter {
  /** The account of the attempt: an e-mail address, whether or not an account has it. */
  account: string | null;
  /** The network address of the request. */
  address: string | null;
}

/** Counts attempts by account and by address, for all processes together. */
export interface Attempts {
  /** Counts one attempt before its result is known. Throws `RateLimited` if there were too many. */
  count(attempt: Attempt, who: Attempter): Promise<void>;
  /** Resets the count of the account after a successful attempt. */
  forgive(attempt: Attempt, who: Attempter): Promise<void>;
}
