import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { startProcess } from '../kit/processes.ts';
import { type Instruction, readDockerfile, readWords, type Stage } from './dockerfile.ts';
import { readIgnoreFile } from './ignore-file.ts';

export interface Tree {
  /** The root of the image's file system. Only the files of the Dockerfile's steps are in it. */
  root: string;
  /** The working directory inside `root`. */
  folder: string;
  environment: Record<string, string>;
  command: string[];
}

/**
 * Executes the steps of a Dockerfile in an empty folder, without Docker. Skips steps that install Debian packages: the
 * machine must have them. Refuses absolute paths in RUN steps, because they would affect the machine itself.
 */
export async function buildTree(context: string, folder: string): Promise<Tree> {
  const stages = readDockerfile(readFileSync(join(context, 'Dockerfile'), 'utf8'));
  const isIgnored = readIgnoreFile(readFileSync(join(context, '.dockerignore'), 'utf8'));
  const trees = new Map<string, Tree>();
  let last: Tree | undefined;
  for (const stage of stages) {
    last = await buildStage(stage, join(folder, stage.name), { context, isIgnored, trees });
    trees.set(stage.name, last);
  }
  if (!last) throw new Error('The Dockerfile has no stage.');
  return last;
}

interface Surroundings {
  context: string;
  isIgnored: (path: string) => boolean;
  trees: ReadonlyMap<string, Tree>;
}

async function buildStage(stage: Stage, root: string, surroundings: Surroundings): Promise<Tree> {
  mkdirSync(root, { recursive: true });
  const tree: Tree = { root, folder: root, environment: {}, command: [] };
  for (const instruction of stage.instructions) {
    const started = performance.now();
    await execute(instruction, tree, surroundings);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    console.log(`${stage.name}  ${instruction.name} ${instruction.text}  (${seconds} s)`);
  }
  return tree;
}

async function execute({ name, text }: Instruction, tree: Tree, surroundings: Surroundings) {
  switch (name) {
    case 'WORKDIR':
      tree.folder = join(tree.root, text);
      mkdirSync(tree.folder, { recursive: true });
      return;
    case 'ENV':
      for (const [, variable, value] of text.matchAll(/(\w+)=(\S*)/g)) {
        tree.environment[variable!] = value!
          .replace('$PATH', process.env['PATH'] ?? '')
          .replace('/app/', `${tree.folder}/`);
      }
      return;
    case 'COPY':
      return copy(text, tree, surroundings);
    case 'RUN':
      return text.startsWith('apt-get ') ? undefined : runStep(text, tree);
    case 'CMD':
      tree.command = readWords(text);
      return;
    case 'USER':
    case 'EXPOSE':
    case 'HEALTHCHECK':
    case 'STOPSIGNAL':
    case 'LABEL':
      return;
    default:
      throw new Error(`The Dockerfile has a step ${name}, which this test cannot execute yet.`);
  }
}

function copy(text: string, tree: Tree, { context, isIgnored, trees }: Surroundings) {
  const [, from] = /^--from=(\S+)/.exec(text) ?? [];
  const words = readWords(text.replace(/^--from=\S+\s+/, ''));
  const target = words.at(-1)!;
  const base = from === undefined ? context : trees.get(from)!.root;
  for (const source of words.slice(0, -1)) {
    const path = join(base, source);
    const destination = join(tree.folder, target);
    const intoFolder = target.endsWith('/') || target === '.';
    cpSync(path, intoFolder && !statSync(path).isDirectory() ? join(destination, basename(path)) : destination, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => from !== undefined || !isIgnored(relative(base, file)),
    });
  }
}

async function runStep(text: string, { folder, environment }: Tree) {
  if (/(^|\s)\/\w/.test(text)) throw new Error(`RUN ${text} names an absolute path.`);
  const { PATH, HOME, npm_config_registry, npm_config_cache } = process.env;
  const env = {
    PATH,
    HOME,
    ...(npm_config_registry && { npm_config_registry }),
    ...(npm_config_cache && { npm_config_cache }),
    ...environment,
  };
  const child = startProcess('sh', ['-ec', text], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`RUN ${text} ended with exit code ${code}:\n${output}`);
}
