import { resolve } from 'node:path';

interface ChunkingContext {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

const page = resolve('client/dataset/dataset-page.tsx');

/**
 * Puts all modules of the dataset page into one file. By default, the bundler creates about fifteen small files, which
 * compress worse and need more requests.
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
    // One module lists all icons. Only the bundler can determine which of them are used.
    if (id.includes('/lucide-react/')) continue;
    found.add(id);
    waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
