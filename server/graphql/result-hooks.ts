import type { createYoga, Plugin } from 'graphql-yoga';
import type { ArrivingRequest, RequestContext } from './arriving-request.ts';

type Yoga = ReturnType<typeof createYoga<ArrivingRequest, RequestContext>>;
type YogaPlugin = Plugin<RequestContext, ArrivingRequest>;
export type ResultHook = NonNullable<YogaPlugin['onResultProcess']>;

const hooksOf = new WeakMap<Yoga, readonly ResultHook[]>();

/** Creates a plugin that collects the result hooks of all plugins. */
export function collectResultHooks() {
  const hooks: ResultHook[] = [];
  const plugin: YogaPlugin = {
    onPluginInit({ plugins }) {
      for (const { onResultProcess } of plugins as YogaPlugin[]) if (onResultProcess) hooks.push(onResultProcess);
    },
  };
  return { plugin, hooks };
}

/** Stores the hooks of a yoga server, for code that sends results without yoga's HTTP handler. */
export function keepResultHooks(yoga: Yoga, hooks: readonly ResultHook[]): Yoga {
  hooksOf.set(yoga, hooks);
  return yoga;
}

export function resultHooksOf(yoga: Yoga): readonly ResultHook[] {
  return hooksOf.get(yoga) ?? [];
}
