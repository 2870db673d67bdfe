import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as resolve } from 'node:dns/promises';
import { isIP } from 'node:net';
import { callbackify } from 'node:util';
import { Agent, request } from 'undici';

/** The result of one attempt. `status` is null if no answer came. */
export interface Outcome {
  delivered: boolean;
  status: number | null;
  /** Why it failed, for admins. */
  reason: string | null;
  /** The beginning of the body of the answer. */
  response: string | null;
  durationMilliseconds: number;
}

export interface SenderOptions {
  mayReach: (address: string) => boolean;
  /** Resolves a name. Default: as the system does. */
  resolveName?: (hostname: string) => Promise<LookupAddress[]>;
  timeoutMilliseconds?: number;
}

export interface Sender {
  send(url: string, headers: Record<string, string>, body: string): Promise<Outcome>;
  close(): Promise<void>;
}

const defaultTimeoutMilliseconds = 10_000;
/** An answer may be this long. A longer one counts as a failure. */
const maxAnswerBytes = 64 * 1024;
const keptAnswerCharacters = 1_024;

class AddressRefused extends Error {}
class AnswerTooLong extends Error {}

/**
 * Creates a sender of deliveries. It connects only to addresses that the rule allows: it checks the result of each DNS
 * query, and connects to just these addresses. It follows no redirect, and uses no proxy.
 */
export function createSender({
  mayReach,
  resolveName = (hostname) => resolve(hostname, { all: true }),
  timeoutMilliseconds = defaultTimeoutMilliseconds,
}: SenderOptions): Sender {
  const agent = new Agent({
    connect: {
      timeout: timeoutMilliseconds,
      // Node connects to the addresses that this function returns, and asks for no others.
      lookup: (hostname: string, options: LookupOptions, done: LookupDone) => {
        callbackify(checkedAddresses)(hostname, (error, addresses) => {
          if (error) done(error, []);
          else if (options.all) done(null, addresses);
          else done(null, addresses[0]!.address, addresses[0]!.family);
        });
      },
    },
    keepAliveTimeout: 10_000,
    headersTimeout: timeoutMilliseconds,
    bodyTimeout: timeoutMilliseconds,
  });

  async function checkedAddresses(hostname: string): Promise<LookupAddress[]> {
    const addresses = await resolveName(hostname);
    // One address that is refused is enough: the name could be a trap.
    if (addresses.length === 0 || !addresses.every(({ address }) => mayReach(address))) throw new AddressRefused();
    return addresses;
  }

  return {
    async send(url, headers, body) {
      const started = performance.now();
      const durationOf = () => Math.round(performance.now() - started);
      try {
        const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
        // No DNS query is made for an address.
        if (isIP(host) !== 0 && !mayReach(host)) throw new AddressRefused();
        const signal = AbortSignal.timeout(timeoutMilliseconds);
        const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent, signal });
        const response = await readAnswer(answer.body);
        const { statusCode: status } = answer;
        const delivered = status >= 200 && status < 300;
        const reason = delivered ? null : reasonOfStatus(status);
        return { delivered, status, reason, response, durationMilliseconds: durationOf() };
      } catch (error) {
        const durationMilliseconds = durationOf();
        return { delivered: false, status: null, reason: reasonOf(error), response: null, durationMilliseconds };
      }
    },
    close: () => agent.destroy(),
  };
}

type LookupDone = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

async function readAnswer(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxAnswerBytes) throw new AnswerTooLong();
    chunks.push(chunk);
  }
  // PostgreSQL stores no zero bytes.
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '\uFFFD').slice(0, keptAnswerCharacters);
}

function reasonOfStatus(status: number): string {
  if (status >= 300 && status < 400) return `The receiver answered with a redirect (${status}), which is not followed.`;
  return `The receiver answered with the status ${status}.`;
}

/** Returns a reason for people. It has nothing of the URL, which may contain a secret. */
function reasonOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressRefused) return 'The address of the receiver is private, local or reserved.';
    if (cause instanceof AnswerTooLong) return `The answer is longer than ${maxAnswerBytes / 1024} kB.`;
    if (cause.name === 'TimeoutError' || cause.name.endsWith('TimeoutError'))
      return 'The receiver did not answer in time.';
    const { code } = cause as NodeJS.ErrnoException;
    const known = code === undefined ? undefined : reasonsOfCodes[code];
    if (known) return known;
    if (code?.startsWith('ERR_TLS') || code?.startsWith('CERT_') || code?.includes('SELF_SIGNED')) {
      return `The certificate of the receiver is not valid (${code}).`;
    }
  }
  return 'The connection failed.';
}

const reasonsOfCodes: Record<string, string> = {
  ENOTFOUND: 'The name of the receiver does not exist.',
  EAI_AGAIN: 'The name of the receiver could not be resolved.',
  ECONNREFUSED: 'The receiver refuses connections.',
  ECONNRESET: 'The receiver closed the connection.',
  UND_ERR_SOCKET: 'The receiver closed the connection.',
  UND_ERR_CONNECT_TIMEOUT: 'The receiver did not answer in time.',
  UND_ERR_HEADERS_TIMEOUT: 'The receiver did not answer in time.',
  UND_ERR_BODY_TIMEOUT: 'The receiver did not answer in time.',
};
