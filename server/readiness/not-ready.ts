/**
 * Error of a part that cannot serve requests. The health check shows the message to everybody, so it contains no
 * secret.
 */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}
