/** Result of reading an address: its stored form, or the problem if the text is not an address. */
export type EmailReading = { address: string; problem: null } | { address: null; problem: string };

const maxCharacters = 254;
const maxLocalCharacters = 64;

/**
 * Invisible characters, with which two different addresses can look the same: bidirectional and zero-width characters,
 * variation selectors.
 */
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** Characters that are only valid in quotes, or belong to a display form such as `Ada <ada@lumen.example>`. */
const special = /[\s<>()[\]\\,;:"]/u;

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Returns the form of an e-mail address that is stored and compared. Accounts, invitations, sign-in and identity
 * providers all use it.
 *
 * Removes surrounding spaces. Normalizes case, Unicode composition and international domains: `müller.example` and
 * `xn--mller-kva.example` become the same domain. Rejects display forms, invisible characters and incomplete addresses.
 */
export function readEmailAddress(text: string): EmailReading {
  const trimmed = text.trim();
  if (invisible.test(trimmed)) return refuse('The email address contains invisible characters. Remove them.');
  if (special.test(trimmed)) {
    return refuse('Enter only the address, such as ada@lumen.example, without a name, spaces or brackets.');
  }
  const parts = trimmed.normalize('NFC').toLowerCase().normalize('NFC').split('@');
  const [local = '', domain = ''] = parts;
  if (parts.length !== 2 || local === '' || domain === '') {
    return refuse('An email address must have one @ with text on both sides.');
  }
  if (local.split('.').includes(''))
    return refuse('The part before the @ must not begin or end with a dot, or have two dots in a row.');
  const host = readDomain(domain);
  if (host === null) return refuse('The part after the @ must be a domain, such as lumen.example.');
  const address = `${local}@${host}`;
  if (byteLength(local) > maxLocalCharacters || byteLength(address) > maxCharacters) {
    return refuse(
      `An email address can have at most ${maxCharacters} characters, of which at most ${maxLocalCharacters} before the @.`,
    );
  }
  return { address, problem: null };
}

/** Returns the domain in lower-case ASCII, or null if it is invalid. */
function readDomain(domain: string): string | null {
  if (/[^\p{L}\p{M}\p{N}.\u3002-]/u.test(domain)) return null;
  const host = URL.parse(`http://${domain}/`)?.hostname ?? '';
  const labels = host.split('.');
  if (!labels.every((part) => label.test(part))) return null;
  // A name whose last label is a number is an IP address.
  if (/^\d+$/.test(labels.at(-1) ?? '')) return null;
  return labels.length > 1 || host === 'localhost' ? host : null;
}

function refuse(problem: string): EmailReading {
  return { address: null, problem };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
