/** A message to one person, as plain text. */
export interface Message {
  to: string;
  subject: string;
  text: string;
}

/** Way of sending mail: over SMTP, into the log of a development server, or not at all. */
export type MailWay = 'SMTP' | 'LOG' | 'NONE';

/** Result of sending a message. A mail server that accepted it may still fail to deliver it. */
export type Delivery = 'SENT' | 'FAILED' | 'NOT_SENT';

/** Longest time of a delivery with all its attempts. A message without a result after it was lost with the process. */
export const maxDeliveryMilliseconds = 30 * 60_000;

export interface Mail {
  readonly way: MailWay;
  /** Sends a message, in several attempts. Never rejects: failures are logged. */
  send(message: Message): Promise<Delivery>;
}
