/**
 * Path below which the server is reached, such as `/vitrine`. Empty at the root of a host. The server writes it into
 * the page, so that one build works under every path.
 */
export const basePath: string =
  (typeof document !== 'undefined' &&
    document.querySelector<HTMLMetaElement>('meta[name="vitrine-base-path"]')?.content) ||
  '';
