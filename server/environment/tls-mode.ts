/** Modes of libpq that encrypt without checking the certificate, unless a root certificate is named. */
const uncheckedModes = ['prefer', 'require'];

/**
 * Returns the URL with the meaning that libpq gives to `sslmode`. Without that, the driver treats every mode as
 * `verify-full`, and warns of it in the log.
 *
 * The driver differs from libpq in two cases, which are both stricter: `prefer` does not fall back to a connection
 * without TLS, and `verify-ca` without `sslrootcert` is `verify-full`.
 */
export function withLibpqTls(url: string): string {
  const { sslmode, sslrootcert } = parametersOf(url);
  // The driver takes the last value of a parameter that is repeated.
  if (sslrootcert === 'system') {
    return `${url.replace(/([?&])sslrootcert=system(&|$)/, '$1')}&sslmode=verify-full`;
  }
  if (sslmode === 'verify-ca' && !sslrootcert) return `${url}&sslmode=verify-full`;
  const needsCompatibility = sslmode === 'verify-ca' || uncheckedModes.includes(sslmode ?? '');
  return needsCompatibility ? `${url}&uselibpqcompat=true` : url;
}

/**
 * Returns the mode of a URL whose connections are encrypted but do not check the certificate. Null for any other URL.
 */
export function uncheckedTlsMode(url: string): string | null {
  const { sslmode = '', sslrootcert } = parametersOf(url);
  const isUnchecked = sslmode === 'no-verify' || (uncheckedModes.includes(sslmode) && !sslrootcert);
  return isUnchecked ? sslmode : null;
}

/** Returns the parameters of a URL. Node cannot parse every URL that the driver accepts. */
function parametersOf(url: string): Record<string, string | undefined> {
  return Object.fromEntries(new URLSearchParams(url.split('?', 2)[1] ?? ''));
}
