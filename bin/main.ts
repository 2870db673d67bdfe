import { run } from '#sdk/cli/run.ts';
import { connectThroughProxy } from '#server/connect-through-proxy.ts';
import { projectVersion } from '#system/project-files.ts';
import { addOrganization } from './commands/organization-command.ts';
import { addPeople } from './commands/people-commands.ts';
import { addToken } from './commands/token-command.ts';

const version = projectVersion();

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The first signal asks for an orderly end, the second ends the process.
    if (interruption.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
    interruption.abort(signal);
  });
}
// `vitrine … | head` ends when head has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { stdin, stdout, stderr, env } = process;
await connectThroughProxy(env);
process.exitCode = await run(
  process.argv.slice(2),
  { stdin, stdout, stderr, env, signal: interruption.signal },
  { version, extensions: [addToken, addOrganization, addPeople] },
);
