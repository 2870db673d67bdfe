import { basePath } from './base-path.ts';

/** Whether the server has GraphiQL. The server writes it into the page. */
export const hasGraphiql: boolean =
  typeof document === 'undefined' ||
  document.querySelector<HTMLMetaElement>('meta[name="vitrine-graphiql"]')?.content !== 'off';

/** Opens GraphiQL, which is a page of the server. The logo there leads back. */
export function goToGraphiql(): void {
  window.location.assign(`${basePath}/graphiql`);
}
