/** A message to one person, as plain text. */
export interface Message {
  to: string;
  subject: string;
  text: string;
}

/** The way out for mail. */
export interface Mail {
  /**
   * Takes a message and answers at once: delivery goes on by itself and its failures are logged, so that an answer takes
   * as long for somebody without an account.
   */
  send(message: Message): void;
}
