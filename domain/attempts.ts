/** Kinds of attempts that are counted and limited, because an attacker may repeat them. */
export type Attempt = 'SIGN_IN' | 'PASSWORD_RESET' | 'INVITATION' | 'SHARE_LINK';

/** Account and network address of an attempt. */
export interface Attempter {
  /** Account of the attempt, as an e-mail address. An account with this address need not exist. */
  account: string | null;
  /** Network address of the request. */
  address: string | null;
}

/** Counts attempts by account and by address. All processes share the counts. */
export interface Attempts {
  /** Counts one attempt before its result is known. Throws `RateLimited` if there were too many. */
  count(attempt: Attempt, who: Attempter): Promise<void>;
  /** Resets the count of the account after a successful attempt. */
  forgive(attempt: Attempt, who: Attempter): Promise<void>;
}
