import type { Mail, Message } from '#domain/mail.ts';

/** Returns a mail sender that adds messages to a list. */
export function mailTo(outbox: Message[]): Mail {
  return {
    way: 'SMTP',
    send: (message) => {
      outbox.push(message);
      return Promise.resolve('SENT');
    },
  };
}
