/**
 * Returns the URL of a request as if the server were at the root of its host. A proxy may pass the base path on or
 * remove it: both work.
 */
export function withoutBasePath(url: string, basePath: string): string {
  if (!basePath || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest.startsWith('/')) return rest;
  return rest === '' || rest.startsWith('?') ? `/${rest}` : url;
}
