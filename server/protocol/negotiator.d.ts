/** The part of `negotiator` 1.1 that the server uses. Its published types describe version 0.6. */
declare module 'negotiator' {
  export default class Negotiator {
    constructor(request: { headers: { accept?: string; 'accept-encoding'?: string | string[] } });
    mediaType(available: readonly string[]): string | undefined;
    encodings(available: readonly string[], options?: { preferred?: readonly string[] }): string[];
  }
}
