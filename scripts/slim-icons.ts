import type { Plugin } from 'vite';

/**
 * Removes what the viewer does not use from the icons: React keys, which only prevent a warning in development, names,
 * which become unused CSS classes, the default size, and a statement without effect.
 */
export function slimIcons(): Plugin {
  return {
    name: 'slim-icons',
    apply: 'build',
    transform: (code, id) =>
      /\/lucide-react\/.*\/icons\//.test(id)
        ? {
            code: code
              .replaceAll(/,\s*key: "[a-z0-9]+"/g, '')
              .replace(/,\s*aliases: \[[^\]]*\]/, '')
              .replace(/\s*name: "[a-z0-9-]+",\s*size: 24,/, '')
              .replace('__iconData.node;\n', ''),
            map: null,
          }
        : undefined,
  };
}
