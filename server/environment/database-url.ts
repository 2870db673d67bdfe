import { Client } from 'pg';
import { z } from 'zod';
import { withLibpqTls } from './tls-mode.ts';

const advice =
  'Write @ as %40, : as %3A, / as %2F, # as %23, ? as %3F, % as %25 and a space as %20 in its user and password, or set DATABASE_HOST, DATABASE_USER and DATABASE_PASSWORD instead of it';

/**
 * URL of a PostgreSQL database. Error messages show no part of it, because any part of a malformed URL may belong to
 * the password.
 */
export const databaseUrl = z
  .string()
  .superRefine((value, context) => {
    const problem = problemOf(value);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  })
  .transform(withLibpqTls);

function problemOf(value: string): string | null {
  const [, rest] = /^postgres(?:ql)?:\/\/(.*)$/s.exec(value) ?? [];
  if (rest === undefined) return 'must be a URL that begins with postgres:// or postgresql://';
  const authority = rest.split(/[/?#]/, 1)[0]!;
  const credentials = authority.slice(0, Math.max(0, authority.lastIndexOf('@')));
  const [path = ''] = rest.slice(authority.length).split('?', 1);
  // A `/` or similar character of the password that is not percent-encoded has ended the authority before the `@`.
  const isCut = path.includes('@') || (authority !== '' && !authority.includes('@') && rest.includes('@'));
  if (isCut || /\s/.test(rest) || /%(?![0-9a-f]{2})/i.test(credentials) || !isDecodable(credentials)) {
    return `contains characters that must be encoded. ${advice}`;
  }
  if (rest.includes('#')) return `must not contain #. ${advice}`;
  const parsed = URL.parse(value);
  if (authority.slice(authority.lastIndexOf('@') + 1).includes(',')) return 'must name one host, not several';
  if (!parsed && authority.includes('@') && !/@[^:]*(:\d*)?$/.test(authority))
    return `has a host that is not valid. ${advice}`;
  if (!parsed && !/^[^/]*\/[^?]*\?(.*&)?host=/.test(rest)) return `is not a valid URL. ${advice}`;
  if (/:0+$/.test(authority)) return 'must not have the port 0';
  if (parsed?.hostname === '' && !parsed.searchParams.get('host')) return 'must name a host';
  return problemOfParameters(rest.split('?', 2)[1] ?? '') ?? readByDriver(withLibpqTls(value));
}

const ownOptions =
  'must not contain options: they would replace those by which Vitrine takes its role. Use ALTER ROLE … SET for settings of the role';

const limitsOfOurs =
  'must not contain time limits, which would also end migrations and jobs. Set STATEMENT_SECONDS and LOCK_SECONDS instead';

/** Parameters that the PostgreSQL driver reads. */
const readParameters =
  'user password host port sslmode sslcert sslkey sslrootcert sslnegotiation ssl uselibpqcompat application_name fallback_application_name client_encoding'.split(
    ' ',
  );
/** Parameters that the driver ignores. Other programs read them, and providers add them to their URLs. */
const harmlessParameters =
  'connect_timeout channel_binding gssencmode target_session_attrs keepalives keepalives_idle keepalives_interval keepalives_count pgbouncer connection_limit pool_timeout'.split(
    ' ',
  );
const sslModes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/**
 * Returns the error in the parameters, or null. A misspelled name such as `sslmod=require` must be reported, not
 * ignored.
 */
function problemOfParameters(query: string): string | null {
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === 'options') return ownOptions;
    if (name.endsWith('_timeout') && !harmlessParameters.includes(name)) return limitsOfOurs;
    if (name === 'sslmode' && !sslModes.includes(value)) return `has an sslmode that is none of ${sslModes.join(', ')}`;
    if (name === 'schema' && value !== 'public')
      return 'must not contain schema: the tables are in public. Use a database of its own';
    if (name === 'schema' || readParameters.includes(name) || harmlessParameters.includes(name)) continue;
    // Hides the name if it may be a part of a password that is not percent-encoded.
    return /^[a-z_]{1,40}$/i.test(name) && !query.includes('@')
      ? `has the parameter ${name}, which has no meaning here. Correct it, or remove it`
      : `contains characters that must be encoded. ${advice}`;
  }
  return null;
}

/**
 * Returns the driver's error for a connection string, or null. The driver also opens the files in parameters such as
 * `sslrootcert`.
 */
function readByDriver(connectionString: string): string | null {
  try {
    void new Client({ connectionString });
    return null;
  } catch (error) {
    const isFile = error instanceof Error && 'path' in error;
    return isFile ? 'names a certificate or key file that cannot be read' : `cannot be read as a URL. ${advice}`;
  }
}

function isDecodable(text: string) {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

export interface DatabaseParts {
  host: string;
  port: number;
  name: string;
  user: string;
  password: string | undefined;
}

/** Name of a database. Excludes characters that the driver cannot read from the path of a URL. */
export const databaseName = z.string().regex(/^[^#?%]+$/, { error: 'must not contain #, ? or %' });

/** Returns the URL for these parts. User and password may contain any characters. */
export function databaseUrlOf({ host, port, name, user, password }: DatabaseParts): string {
  const credentials = password === undefined ? encode(user) : `${encode(user)}:${encode(password)}`;
  return `postgresql://${credentials}@${host.includes(':') ? `[${host}]` : host}:${port}/${encodeURI(name)}`;
}

function encode(part: string) {
  return encodeURIComponent(part).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
