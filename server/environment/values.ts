import { isIP } from 'node:net';
import { z } from 'zod';
import { isNetwork } from '#domain/webhooks/address-rules.ts';

/** Parsers of single values. Each error message is the rest of a sentence that begins with the name of the variable. */
export const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default(fallback ? 'true' : 'false')
    .transform((value) => value === 'true');

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, { error: 'must be a whole number, written in digits' })
    .transform(Number)
    .pipe(
      z
        .number()
        .min(min, { error: `must be at least ${min}` })
        .max(max, { error: `must be at most ${max}` }),
    );

export const whole = (fallback: number, min: number, max: number) => wholeNumber(min, max).default(fallback);

export const optionalWhole = (min: number, max: number) => wholeNumber(min, max).optional();

/** Parser of a URL that has no parts which the server would ignore. A path is allowed only if `path` is true. */
export const url = (protocols: readonly string[], { path = false } = {}) =>
  z.string().superRefine((value, context) => {
    const parsed = URL.parse(value);
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if (value !== value.trim()) complain('must not begin or end with a space');
    else if (!parsed || !protocols.includes(parsed.protocol) || parsed.hostname === '') {
      complain(`must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`);
    } else if (parsed.username !== '' || parsed.password !== '') complain('must not contain a user or a password');
    else if (/[?#]/.test(value)) complain('must not contain ? or #');
    else if (!path && parsed.pathname !== '/') complain('must be a URL without a path');
    else if (/\/\//.test(parsed.pathname)) complain('must not contain // in its path');
    else if (parsed.hostname.includes('*')) complain('must name one host, without *');
    else if (/[^\w.~%/-]/.test(value.replace(/^[^/]*\/\/[^/]*/, ''))) {
      complain('must have only letters, digits and - _ . ~ % in its path');
    }
  });

/** A host to listen on: `0.0.0.0`, `::1`, `[::1]` or a name. */
export const host = z
  .string()
  .transform((value) => value.replace(/^\[([^[\]]*)\]$/, '$1'))
  .refine(isHost, { error: 'must be a host name or an IP address, without a port' });

function isHost(value: string) {
  if (isIP(value) > 0) return true;
  // A name whose last part is a number is not a host name, but an invalid IP address.
  return /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(value) && !/(^|\.)\d+$/.test(value);
}

/** A list whose parts are separated by commas. Empty parts are removed. */
export function list() {
  return z.string().transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
}

/** Origins separated by commas, such as `https://a.example,https://b.example:8443`. Patterns are not supported. */
export const origins = list().superRefine((values, context) => {
  for (const value of values) {
    const parsed = URL.parse(value);
    if (parsed && /^https?:$/.test(parsed.protocol) && parsed.origin === value && !value.includes('*')) continue;
    const message = `must consist of exact origins, such as https://lab.example, separated by commas; ${JSON.stringify(value)} is not one`;
    context.addIssue({ code: 'custom', message });
  }
});

/** Networks and addresses, with commas between them. */
export const networks = list().superRefine((values, context) => {
  for (const value of values) {
    if (isNetwork(value)) continue;
    const message = `must consist of networks, such as 10.1.0.0/16, with commas between them; ${JSON.stringify(value)} is none`;
    context.addIssue({ code: 'custom', message });
  }
});

/** Text that is not blank, and does not begin or end with white space. */
export const text = z
  .string()
  .refine((value) => value.trim() === value && value !== '', { error: 'must not begin or end with a space' });

/** An e-mail address with or without a name: `Vitrine <vitrine@example.com>`. */
export const sender = z.string().regex(/^([^<>,@]+ )?<[^\s<>,@]+@[^\s<>,@]+>$|^[^\s<>,@]+@[^\s<>,@]+$/, {
  error: 'must be an address such as vitrine@example.com or Vitrine <vitrine@example.com>',
});

/** A key or token that is sent in a header. */
export const token = (minLength: number) =>
  z
    .string()
    .min(minLength, { error: `must have at least ${minLength} characters` })
    .regex(/^[\x21-\x7e]*$/, { error: 'must consist of visible ASCII characters, without spaces' });
