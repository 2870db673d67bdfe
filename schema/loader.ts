import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Context } from '#domain/context.ts';

/** Returns a loader that loads many keys of one request together. Each request has its own cache. */
export function loaderPerRequest<Key, Value>(
  load: (context: Context, keys: readonly Key[]) => Promise<readonly Value[]>,
) {
  return createContextCache(
    (context: Context) => new DataLoader((keys: readonly Key[]) => load(context, keys), { cache: false }),
  );
}

/**
 * Returns a loader whose `load` also takes arguments. Keys are loaded together if their arguments are equal. If `load`
 * returns an error for a key, only this key is rejected.
 */
export function loaderPerArguments<Key, Arguments, Value>(
  load: (context: Context, keys: readonly Key[], args: Arguments) => Promise<readonly (Value | Error)[]>,
) {
  const loadersOf = createContextCache((_context: Context) => new Map<string, DataLoader<Key, Value>>());
  return (context: Context, args: Arguments) => {
    const loaders = loadersOf(context);
    const name = JSON.stringify(args);
    const loader =
      loaders.get(name) ?? new DataLoader((keys: readonly Key[]) => load(context, keys, args), { cache: false });
    loaders.set(name, loader);
    return loader;
  };
}
