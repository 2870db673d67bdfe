/**
 * Error for settings or services with which Vitrine cannot start or continue. The message has the reason and what to
 * do.
 */
export class StartRefused extends Error {
  override readonly name: string = 'StartRefused';
}
