/**
 * Returns a text as a CSV cell (RFC 4180). Puts an apostrophe before text that a spreadsheet would execute as a
 * formula, because it may be hostile.
 */
export function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
