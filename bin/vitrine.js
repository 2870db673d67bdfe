#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// The sources are TypeScript; they are compiled as they are loaded.
register();
await import('./main.ts');
