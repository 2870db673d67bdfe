#!/usr/bin/env node
// Prisma runs this file in place of the engine it would otherwise download.
import { createInterface } from 'node:readline';

try {
  await import('tsx/esm');
  await import('./main.ts');
} catch (error) {
  const message = `Prisma's commands did not start: ${String(error)}\nThey need the development dependencies: run npm ci without --omit=dev. The server itself needs no command, it migrates when it starts.`;
  if (process.argv.includes('cli') || process.argv.includes('--version')) {
    process.stderr.write(`${message}\n`);
    process.exit(1);
  }
  // An engine that merely ends makes Prisma end with success, having done nothing. So every request is answered.
  for await (const line of createInterface({ input: process.stdin })) {
    const { id } = JSON.parse(line);
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, error: { code: 4466, data: { message } } })}\n`);
  }
}
