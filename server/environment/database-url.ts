import { Client } from 'pg';
import { z } from 'zod';

const advice =
  'Write @ as %40, : as %3A, / as %2F, # as %23, ? as %3F, % as %25 and a space as %20 in its user and password, or set DATABASE_HOST, DATABASE_USER and DATABASE_PASSWORD instead of it';

/**
 * The URL of a PostgreSQL database. No message shows a part of it: in a malformed URL, any part may belong to the
 * password.
 */
export const databaseUrl = z.string().superRefine((value, context) => {
  const problem = problemOf(value);
  if (problem) context.addIssue({ code: 'custom', message: problem });
});

function problemOf(value: string): string | null {
  const [, rest] = /^postgres(?:ql)?:\/\/(.*)$/s.exec(value) ?? [];
  if (rest === undefined) return 'must be a URL that begins with postgres:// or postgresql://';
  const authority = rest.split(/[/?#]/, 1)[0]!;
  const credentials = authority.slice(0, Math.max(0, authority.lastIndexOf('@')));
  const [path = ''] = rest.slice(authority.length).split('?', 1);
  // An unencoded character of the password, such as `/`, has ended the authority before its @.
  const isCut = path.includes('@') || (authority !== '' && !authority.includes('@') && rest.includes('@'));
  if (isCut || /\s/.test(rest) || /%(?![0-9a-f]{2})/i.test(credentials) || !isDecodable(credentials)) {
    return `contains characters that must be encoded. ${advice}`;
  }
  if (rest.includes('#')) return `must not contain #. ${advice}`;
  const parsed = URL.parse(value);
  if (!parsed && authority.includes('@') && !/@[^:]*(:\d*)?$/.test(authority))
    return `has a host that is not valid. ${advice}`;
  if (!parsed && !/^[^/]*\/[^?]*\?(.*&)?host=/.test(rest)) return `is not a valid URL. ${advice}`;
  if (parsed?.hostname === '' && !parsed.searchParams.get('host')) return 'must name a host';
  if (new URLSearchParams(rest.split('?', 2)[1]).has('options')) return ownOptions;
  return readByDriver(value);
}

const ownOptions =
  'must not contain options: they would replace those by which Vitrine takes its role. Use ALTER ROLE … SET for settings of the role';

/**
 * Returns the driver's error for a connection string, or null. Parameters such as `sslrootcert` name files, which the
 * driver reads.
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

/** The name of a database. The driver cannot read these characters from the path of a URL. */
export const databaseName = z.string().regex(/^[^#?%]+$/, { error: 'must not contain #, ? or %' });

/** Returns the URL for these parts. User and password may contain any characters. */
export function databaseUrlOf({ host, port, name, user, password }: DatabaseParts): string {
  const credentials = password === undefined ? encode(user) : `${encode(user)}:${encode(password)}`;
  return `postgresql://${credentials}@${host.includes(':') ? `[${host}]` : host}:${port}/${encodeURI(name)}`;
}

function encode(part: string) {
  return encodeURIComponent(part).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
