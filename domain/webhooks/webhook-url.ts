import { isIP } from 'node:net';
import { isStorable } from '#formats/manifest/check-text.ts';
import { InvalidInput } from '../errors.ts';
import type { WebhookRules } from '../installation.ts';

const maxLength = 2_048;

/**
 * Returns a URL in its normal form. Throws unless webhooks may be delivered to it. The IP address of a host name can
 * change, so it is checked at each delivery.
 */
export function requireWebhookUrl(given: string, { allowsHttp, mayReach }: WebhookRules): string {
  const url = given.length <= maxLength && isStorable(given) ? URL.parse(given.trim()) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidInput(
      'url',
      `A webhook needs a URL of at most ${maxLength} characters that begins with https://.`,
    );
  }
  if (url.protocol === 'http:' && !allowsHttp) {
    throw new InvalidInput('url', 'This server delivers only to URLs that begin with https://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidInput('url', 'A URL with a user or a password is refused. Verify the signature instead.');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayReach(host)) {
    throw new InvalidInput('url', 'This server does not deliver to private, local or reserved addresses.');
  }
  url.hash = '';
  return url.href;
}
