/** A part cannot serve requests. Anybody who reads the health check can see the message, so it contains no secret. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}
