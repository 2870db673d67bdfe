import { createContextCache } from '@pothos/core';
import DataLoader from 'dataloader';
import type { Context } from '#domain/context.ts';

/** Answers the same question about many things of one request together. Nothing is kept beyond the request. */
export function loaderPerRequest<Key, Value>(
  load: (context: Context, keys: readonly Key[]) => Promise<readonly Value[]>,
) {
  return createContextCache(
    (context: Context) => new DataLoader((keys: readonly Key[]) => load(context, keys), { cache: false }),
  );
}

/** The same, for questions with arguments: only equal arguments are answered together. */
export function loaderPerArguments<Key, Arguments, Value>(
  load: (context: Context, keys: readonly Key[], args: Arguments) => Promise<readonly Value[]>,
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
