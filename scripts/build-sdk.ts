import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { run } from './run.ts';

/**
 * Builds the SDK as a separate package into dist/sdk: one module, its types and a README. `npm pack dist/sdk` makes the
 * tarball that a program installs.
 */
const output = 'dist/sdk';
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

const { metafile } = await build({
  entryPoints: ['sdk/index.ts'],
  outfile: `${output}/index.js`,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  metafile: true,
  logLevel: 'warning',
});

const root = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown> & {
  dependencies: Record<string, string>;
};
const imported = new Set(
  Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => packageOf(path))),
);
const dependencies = Object.fromEntries(Object.entries(root.dependencies).filter(([name]) => imported.has(name)));

const types = await run(
  'tsc',
  [
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--rootDir',
    '.',
    '--outDir',
    `${output}/types`,
    '-p',
    'scripts/sdk.tsconfig.json',
  ],
  { quiet: true },
);
if (types.code !== 0) {
  console.error(types.output);
  process.exit(1);
}

// Replaces an import of a package that contains only types and requires graphql. It is not worth a dependency.
const decorationImport = /^import [^\n]*'@graphql-typed-document-node\/core';$/m;
const decoration =
  'export interface DocumentTypeDecoration<TResult, TVariables> { __apiType?: (variables: TVariables) => TResult }';

// Changes the import paths of the declarations to those that programs need.
for (const path of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.d.ts')) continue;
  const file = `${output}/${path}`;
  const text = readFileSync(file, 'utf8').replace(decorationImport, decoration);
  writeFileSync(file, text.replaceAll(/(['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2'));
}

writeFileSync(
  `${output}/package.json`,
  `${JSON.stringify(
    {
      name: 'vitrine-sdk',
      version: root['version'],
      description: 'Publish folders to Vitrine, and bring revisions back.',
      license: root['license'],
      type: 'module',
      engines: root['engines'],
      exports: { '.': { types: './types/sdk/index.d.ts', default: './index.js' } },
      imports: { '#formats/*.ts': { types: './types/formats/*.d.ts' } },
      files: ['index.js', 'types', 'README.md', 'LICENSE'],
      dependencies,
    },
    null,
    2,
  )}\n`,
);
writeFileSync(`${output}/LICENSE`, readFileSync('LICENSE'));
const [, program] = /## In a program\n\n([^]*)$/.exec(readFileSync('docs/cli.md', 'utf8')) ?? [];
writeFileSync(`${output}/README.md`, `# Vitrine SDK\n\n${program ?? ''}`);

function packageOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}
