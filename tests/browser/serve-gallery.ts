import { preview } from 'vite';

/** Serves the built gallery on a free port. Returns its address and a function that stops it. */
export async function serveGallery() {
  const server = await preview({ configFile: 'client/gallery/vite.config.ts', logLevel: 'silent' });
  const [address] = server.resolvedUrls?.local ?? [];
  if (!address) throw new Error('The gallery has no address.');
  return { url: `${address}gallery/`, stop: () => server.close() };
}
