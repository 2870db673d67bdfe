/** TLS modes of libpq that encrypt, but check the certificate only if a root certificate is given. */
const uncheckedModes = ['prefer', 'require'];

/**
 * Returns a URL in which `sslmode` has the same meaning as in libpq. Otherwise the driver treats every mode as
 * `verify-full`, and logs a warning.
 *
 * Two modes are stricter than in libpq. `prefer` does not fall back to a connection without TLS, and `verify-ca`
 * without `sslrootcert` means `verify-full`.
 */
export function withLibpqTls(url: string): string {
  const { sslmode, sslrootcert } = parametersOf(url);
  // The driver uses the last value of a repeated parameter.
  if (sslrootcert === 'system') {
    return `${url.replace(/([?&])sslrootcert=system(&|$)/, '$1')}&sslmode=verify-full`;
  }
  if (sslmode === 'verify-ca' && !sslrootcert) return `${url}&sslmode=verify-full`;
  const needsCompatibility = sslmode === 'verify-ca' || uncheckedModes.includes(sslmode ?? '');
  return needsCompatibility ? `${url}&uselibpqcompat=true` : url;
}

/** Returns the TLS mode of a URL if its connections are encrypted without a check of the certificate, else null. */
export function uncheckedTlsMode(url: string): string | null {
  const { sslmode = '', sslrootcert } = parametersOf(url);
  const isUnchecked = sslmode === 'no-verify' || (uncheckedModes.includes(sslmode) && !sslrootcert);
  return isUnchecked ? sslmode : null;
}

/** Returns the parameters of a URL. Does not use `URL`, because Node cannot parse every URL that the driver accepts. */
function parametersOf(url: string): Record<string, string | undefined> {
  return Object.fromEntries(new URLSearchParams(url.split('?', 2)[1] ?? ''));
}
