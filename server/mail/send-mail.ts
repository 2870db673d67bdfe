import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Delivery, Mail, Message, MailWay as Way } from '#domain/mail.ts';
import type { Logger } from '../logger.ts';

export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. Without it, no mail is sent. */
  smtpUrl?: string | undefined;
  from: string;
  /** Whether to log mail instead of sending it, with the links that it contains. Always false in production. */
  print: boolean;
  patience?: MailPatience;
}

export interface MailPatience {
  /** Pauses between attempts. The number of attempts is one higher than the number of pauses. */
  pausesMilliseconds: readonly number[];
  /** Limit for the connection and for the greeting of the mail server. */
  connectMilliseconds: number;
  /** Limit for each response of the mail server. */
  responseMilliseconds: number;
}

/** Covers mail servers with greylisting, which accept a message only some minutes after the first attempt. */
export const defaultPatience: MailPatience = {
  pausesMilliseconds: [2_000, 10_000, 60_000, 300_000, 900_000],
  connectMilliseconds: 10_000,
  responseMilliseconds: 60_000,
};

export interface MailSender extends Mail {
  /** Drops mail that waits for another attempt. Waits a few seconds for mail that is being sent. */
  close(): Promise<void>;
}

const closeMilliseconds = 5_000;

/** Sends mail over SMTP if it is configured. In development, mail goes to the server's log instead. */
export function sendMail(options: MailOptions, logger: Logger): MailSender {
  const { patience = defaultPatience } = options;
  const deliver = options.smtpUrl ? overSmtp(options.smtpUrl, options.from, patience) : null;
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const way: Way = options.smtpUrl ? 'SMTP' : options.print ? 'LOG' : 'NONE';
  const underWay = new Set<Promise<Delivery>>();

  async function tryToDeliver(message: Message): Promise<Delivery> {
    if (!deliver) {
      print(message);
      return 'NOT_SENT';
    }
    for (let attempt = 0; ; attempt += 1) {
      try {
        await deliver.send(message);
        return 'SENT';
      } catch (error) {
        // Logs only the code of the error, because its message may quote the mail, which can contain a secret.
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        const facts = { code, subject: message.subject, ...responseOf(error) };
        const pause = isFinal(error) ? undefined : patience.pausesMilliseconds[attempt];
        if (pause === undefined || closing.signal.aborted) {
          logger.error(facts, 'Mail was not delivered.');
          return 'FAILED';
        }
        if (attempt === 0) logger.warn(facts, 'Mail is not delivered yet. The server retries for up to half an hour.');
        await sleep(pause, undefined, { ref: false, signal: closing.signal }).catch(() => {});
        if (closing.signal.aborted) {
          logger.error(facts, 'Mail was not delivered, because the server is stopping.');
          return 'FAILED';
        }
      }
    }
  }

  function print({ to, subject, text }: Message) {
    if (options.print) logger.warn({ to, subject, text }, 'Mail is printed here, because no SMTP_URL is set.');
    else logger.error({ subject }, 'Mail was not sent, because no SMTP_URL is set.');
  }

  return {
    way,
    send(message) {
      const delivery = tryToDeliver(message).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
      return delivery;
    },
    async close() {
      closing.abort();
      await Promise.race([Promise.all(underWay), sleep(closeMilliseconds, undefined, { ref: false })]);
      deliver?.close();
    },
  };
}

/** Returns the response code of the mail server. The text of the response may quote the mail. */
function responseOf(error: unknown): { response?: number } {
  const isAnswer = error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number';
  return isAnswer ? { response: error.responseCode as number } : {};
}

/**
 * Returns whether a retry cannot succeed. Either the server refused the message permanently, with a code of 500 or
 * more, or it cannot send to this kind of address.
 */
function isFinal(error: unknown): boolean {
  const { response } = responseOf(error);
  if (response !== undefined) return response >= 500;
  return error instanceof Error && 'code' in error && error.code === 'EENVELOPE';
}

function overSmtp(url: string, from: string, { connectMilliseconds, responseMilliseconds }: MailPatience) {
  // Default limits, which parameters of the URL override. nodemailer's own defaults are two minutes for a connection
  // and ten for a response.
  const limits = {
    connectionTimeout: connectMilliseconds,
    greetingTimeout: connectMilliseconds,
    socketTimeout: responseMilliseconds,
  };
  const transport = createTransport({ url, ...limits }, { from });
  return {
    send: async ({ to, subject, text }: Message) => {
      // Passes the address as an object, which nodemailer does not parse. It thus cannot add a header or a second
      // recipient.
      await transport.sendMail({
        to: { name: '', address: to },
        subject,
        text,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    close: () => transport.close(),
  };
}
