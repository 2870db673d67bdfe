import { spawn } from 'node:child_process';

/** The stories at full size: `npm run prove -- publish-model [stories]`. */
const stories = process.argv[2] ?? '1000';
const child = spawn('npx', ['vitest', 'run', 'tests/chaos/model/publish-model.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, MODEL_STORIES: stories },
});
child.once('exit', (code) => process.exit(code ?? 1));
