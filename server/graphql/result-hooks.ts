import type { createYoga, Plugin } from 'graphql-yoga';
import type { ArrivingRequest, RequestContext } from './arriving-request.ts';

type Yoga = ReturnType<typeof createYoga<ArrivingRequest, RequestContext>>;
type YogaPlugin = Plugin<RequestContext, ArrivingRequest>;
export type ResultHook = NonNullable<YogaPlugin['onResultProcess']>;

const hooksOf = new WeakMap<Yoga, readonly ResultHook[]>();

/** A plugin that knows what all plugins do with a result before it is sent. */
export function collectResultHooks() {
  const hooks: ResultHook[] = [];
  const plugin: YogaPlugin = {
    onPluginInit({ plugins }) {
      for (const { onResultProcess } of plugins as YogaPlugin[]) if (onResultProcess) hooks.push(onResultProcess);
    },
  };
  return { plugin, hooks };
}

/** Keeps them for whoever sends results without yoga's own front. */
export function keepResultHooks(yoga: Yoga, hooks: readonly ResultHook[]): Yoga {
  hooksOf.set(yoga, hooks);
  return yoga;
}

export function resultHooksOf(yoga: Yoga): readonly ResultHook[] {
  return hooksOf.get(yoga) ?? [];
}
