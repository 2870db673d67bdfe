import type { Mail, Message } from '#domain/mail.ts';

/** Mail that arrives in a list. */
export function mailTo(outbox: Message[]): Mail {
  return {
    way: 'SMTP',
    send: (message) => {
      outbox.push(message);
      return Promise.resolve('SENT');
    },
  };
}
