import type { Plugin } from 'vite';

/**
 * Removes the random React keys and the deprecated names from the icons. The keys only prevent a warning in
 * development.
 */
export function slimIcons(): Plugin {
  return {
    name: 'slim-icons',
    apply: 'build',
    transform: (code, id) =>
      /\/lucide-react\/.*\/icons\//.test(id)
        ? { code: code.replaceAll(/,\s*key: "[a-z0-9]+"/g, '').replace(/,\s*aliases: \[[^\]]*\]/, ''), map: null }
        : undefined,
  };
}
