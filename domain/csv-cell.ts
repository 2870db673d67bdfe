/** Prints one CSV cell (RFC 4180). Marks text that a spreadsheet would run as a formula, because it may be hostile. */
export function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
