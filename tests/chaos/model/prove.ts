import { startProcess } from '../../kit/processes.ts';

/** Runs the stories at full size: `npm run prove -- publish-model [stories]`. */
const stories = process.argv[2] ?? '1000';
const child = startProcess('npx', ['vitest', 'run', 'tests/chaos/model/publish-model.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, MODEL_STORIES: stories },
});
child.once('exit', (code) => process.exit(code ?? 1));
