/** A part cannot serve requests. The message is shown to anybody who reads the health check, so it holds no secret. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}
