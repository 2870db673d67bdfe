import { resolve } from 'node:path';

interface ChunkingContext {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

const page = resolve('client/dataset/dataset-page.tsx');

/**
 * Puts everything that the dataset page imports into one file. The bundler would split it into about
 * fifteen small files, each compressed alone and with its own headers.
 */
export function datasetPage() {
  let modules: ReadonlySet<string> | undefined;
  return {
    name(id: string, context: ChunkingContext) {
      modules ??= importedBy(page, context);
      return modules.has(id) ? 'dataset' : null;
    },
    debugName: 'dataset',
    priority: 1,
  };
}

function importedBy(entry: string, context: ChunkingContext): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    // One module lists all icons. Only the bundler knows which of them are used.
    if (id.includes('/lucide-react/')) continue;
    found.add(id);
    waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
