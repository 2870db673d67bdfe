/** The first error of a response: its place and its message. */
export interface Refusal {
  at: string;
  code: unknown;
  message: string;
}

interface TopError {
  message: string;
  path?: (string | number)[];
  extensions: { code?: string; path?: string; requestId?: string };
}

/** Returns the errors at the top of a response. */
export function topErrorsOf(text: string): TopError[] {
  return (JSON.parse(text) as { errors?: TopError[] }).errors ?? [];
}

/** Returns the first error of a response: at the top, in a union, or of one file of a batch. Null if there is none. */
export function readRefusal(text: string): Refusal | null {
  const [error] = topErrorsOf(text);
  if (!error) return inData((JSON.parse(text) as { data?: unknown }).data, '');
  const { message, path = [], extensions } = error;
  const field = path.join('.') || (extensions.path ? '' : 'request');
  return { at: extensions.path ? `${field}(${extensions.path})` : field, code: extensions.code, message };
}

/** Finds an object with a code and a message, which only errors have. */
function inData(value: unknown, at: string): Refusal | null {
  if (typeof value !== 'object' || value === null) return null;
  const { __typename, code, message, path } = value as Record<string, unknown>;
  if (typeof code === 'string' && typeof message === 'string') {
    return { at: `${at}: ${String(__typename)}${typeof path === 'string' ? `(${path})` : ''}`, code, message };
  }
  for (const [key, inner] of Object.entries(value)) {
    const found = inData(inner, at ? `${at}.${key}` : key);
    if (found) return found;
  }
  return null;
}
