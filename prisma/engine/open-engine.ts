import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory, type ErrorRegistry } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { createAdapterFactory } from './adapter.ts';
import { watchForPanic } from './panic.ts';

export type Answer = { result: unknown; printed?: string | undefined };

const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');

/**
 * Opens Prisma's schema engine, a WebAssembly module of npm, on top of the `pg` driver. Returns a function that runs a
 * method of Prisma's protocol.
 */
export function openEngine(connectionString: string | undefined, datamodels: string[]) {
  const panic = watchForPanic();
  const factory = bindMigrationAwareSqlAdapterFactory(createAdapterFactory(connectionString));
  let loading: Promise<bindings.SchemaEngine> | undefined;

  return async (method: string, params: object | undefined): Promise<Answer> => {
    try {
      loading ??= load(factory, datamodels);
      return await Promise.race([loading.then((engine) => run(engine, method, params)), panic]);
    } catch (error) {
      throw findOriginal(error, factory.errorRegistry);
    }
  };
}

async function load(factory: object, datamodels: string[]): Promise<bindings.SchemaEngine> {
  const { instance } = await WebAssembly.instantiate(readFileSync(script.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  const files = datamodels.map((path): [string, string] => [path, readFileSync(path, 'utf8')]);
  return bindings.SchemaEngine.new(
    { datamodels: files.length > 0 ? files : undefined },
    (line: string) => process.stderr.write(`${line.trim()}\n`),
    factory,
  );
}

async function run(engine: bindings.SchemaEngine, method: string, params: object | undefined): Promise<Answer> {
  if (method === 'getDatabaseVersion') return { result: await engine.version() };
  const found: unknown = Reflect.get(engine, method);
  if (typeof found !== 'function') {
    throw new Error(`Prisma's engine as WebAssembly has no ${method}: this command does not work here.`);
  }
  const result: unknown = await Reflect.apply(found, engine, [params]);
  if (method !== 'diff') return { result: result ?? null };
  // Prisma's native engine prints. This one returns the text.
  const { stdout, exitCode } = result as { stdout: string | null; exitCode: number };
  return { result: { exitCode, stdout: null }, printed: stdout ?? undefined };
}

/** An error of ours goes through the engine as a number. */
function findOriginal(error: unknown, errors: ErrorRegistry): unknown {
  const id = /External error id#(\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return (id === undefined ? undefined : errors.consumeError(Number(id))?.error) ?? error;
}

export function engineVersion(): string {
  const { version } = JSON.parse(readFileSync(script.replace(/[^/\\]*$/, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version.replace(/^.*\./, '');
}
