/**
 * Base path of the server, such as `/vitrine`. Empty if the server is at the root of its host. The server writes it
 * into the page, so that one build works under every path.
 */
export const basePath: string =
  (typeof document !== 'undefined' &&
    document.querySelector<HTMLMetaElement>('meta[name="vitrine-base-path"]')?.content) ||
  '';
