import type { SignedUrls } from '../data/signed-urls.ts';
import * as strings from './strings.ts';

/** Error for a response of the store that is not the file. */
export class FileUnavailable extends Error {
  readonly status: number;
  constructor(status: number) {
    super(strings.storeError(status));
    this.status = status;
  }
}

/** Loads a file, or a range of it, through a valid URL. Replaces a refused URL at most twice. */
export async function fetchSigned(urls: SignedUrls, asset: string, init?: RequestInit): Promise<Response> {
  for (;;) {
    const url = await urls.fresh(asset);
    const response = await fetch(url, init);
    if (response.ok) {
      urls.worked(asset);
      return response;
    }
    if (response.status !== 403 && response.status !== 401) throw new FileUnavailable(response.status);
    // After two replacements `fresh` throws, which ends the loop.
    urls.refused(asset, url);
  }
}
