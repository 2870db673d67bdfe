/** Message to one person, in plain text. */
export interface Message {
  to: string;
  subject: string;
  text: string;
}

/** Method of sending mail: over SMTP, to the log of a development server, or not at all. */
export type MailWay = 'SMTP' | 'LOG' | 'NONE';

/** Result of sending a message. A message with the result SENT can still fail later, in the mail server. */
export type Delivery = 'SENT' | 'FAILED' | 'NOT_SENT';

/**
 * Maximum time for sending a message, with all attempts. A message without a result after this time was lost when its
 * process ended.
 */
export const maxDeliveryMilliseconds = 30 * 60_000;

export interface Mail {
  readonly way: MailWay;
  /** Sends a message, with several attempts. Never rejects: failures are logged. */
  send(message: Message): Promise<Delivery>;
}
