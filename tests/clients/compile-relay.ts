import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { ConcreteRequest } from 'relay-runtime';

export interface RelayProject {
  /** Output of the compiler. */
  output: string;
  /** Loads a compiled operation by its name. */
  load(name: string): Promise<ConcreteRequest>;
  remove(): void;
}

const run = promisify(execFile);
const compiler = createRequire(import.meta.url).resolve('relay-compiler/cli.js');
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Compiles the project beside this file against the committed schema, as an application would. Rejects if Relay refuses
 * it.
 */
export async function compileRelay(): Promise<RelayProject> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-relay-'));
  const artifacts = join(folder, 'artifacts');
  mkdirSync(artifacts);
  cpSync(here('relay-project'), join(folder, 'src'), { recursive: true });
  cpSync(here('../../schema/schema.graphql'), join(folder, 'schema.graphql'));
  const config = {
    root: '.',
    sources: { src: 'vitrine' },
    projects: {
      vitrine: {
        language: 'javascript',
        schema: 'schema.graphql',
        output: 'artifacts',
        eagerEsModules: true,
        customScalarTypes: { DateTime: 'string', JSON: 'mixed', ByteCount: 'number' },
      },
    },
  };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const { stdout, stderr } = await run(process.execPath, [compiler, 'relay.config.json'], { cwd: folder }).catch(
    (error: Error & { stdout?: string; stderr?: string }) => {
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`Relay's compiler refused: ${error.stdout ?? ''}${error.stderr ?? ''}`, { cause: error });
    },
  );
  return {
    output: stdout + stderr,
    async load(name) {
      const module = (await import(pathToFileURL(join(artifacts, `${name}.graphql.js`)).href)) as {
        default: ConcreteRequest;
      };
      return module.default;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
