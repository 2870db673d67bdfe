/** Vitrine cannot start or continue with these settings or services. The message says why, and what to do. */
export class StartRefused extends Error {
  override readonly name: string = 'StartRefused';
}
