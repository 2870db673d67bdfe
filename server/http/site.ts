/** Where people's browsers reach the server. */
export interface Site {
  /** The origin people's browsers know the server by, such as `https://vitrine.example`. */
  origin: string;
  /** Whether that is https. */
  secure: boolean;
  /** The path that the server is reached under, such as `/vitrine`. Empty for the root of its host. */
  basePath: string;
}
