/** A message to one person, as plain text. */
export interface Message {
  to: string;
  subject: string;
  text: string;
}

/** How mail leaves the server: over SMTP, into the log of a server in development, or not at all. */
export type MailWay = 'SMTP' | 'LOG' | 'NONE';

/** What became of a message. A mail server that took it may still fail to deliver it. */
export type Delivery = 'SENT' | 'FAILED' | 'NOT_SENT';

/** Sends mail. */
export interface Mail {
  readonly way: MailWay;
  /** Sends a message, in several attempts. Never rejects: failures are logged. */
  send(message: Message): Promise<Delivery>;
}
