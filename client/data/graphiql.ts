import { basePath } from './base-path.ts';

/** Whether the server offers GraphiQL. The server writes this into the page. */
export const hasGraphiql: boolean =
  typeof document === 'undefined' ||
  document.querySelector<HTMLMetaElement>('meta[name="vitrine-graphiql"]')?.content !== 'off';

/** Opens GraphiQL, which is a separate page of the server. Its logo is a link back to the viewer. */
export function goToGraphiql(): void {
  window.location.assign(`${basePath}/graphiql`);
}
