#!/usr/bin/env node
import { existsSync } from 'node:fs';

// A clone runs its sources, compiled as they are loaded. The container image has only what was built.
if (existsSync(new URL('main.ts', import.meta.url))) {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./main.ts');
} else {
  await import('../dist/bin/main.js');
}
