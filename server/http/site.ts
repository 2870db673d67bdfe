/** The address at which browsers reach the server. */
export interface Site {
  /** The origin in the browser's address, such as `https://vitrine.example`. */
  origin: string;
  /** Whether the origin uses https. */
  secure: boolean;
  /** The path under which the server is reached, such as `/vitrine`. Empty for the root of its host. */
  basePath: string;
}
