import { Command, CommanderError } from 'commander';
import { addEvents } from './events-command.ts';
import { exitCodes } from './exit-codes.ts';
import { addIssues } from './issues-command.ts';
import { addLogin } from './login-command.ts';
import { addPublish } from './publish-command.ts';
import { addPull } from './pull-command.ts';
import { refuseFlagsAsValues } from './refuse-flags-as-values.ts';
import { addSessions } from './sessions-command.ts';
import { showFailure } from './show-failure.ts';
import { say, type Terminal } from './terminal.ts';
import { addValidate } from './validate-command.ts';

/** Function that adds commands to the program. */
export type Extension = (program: Command, terminal: Terminal) => void;

/** Runs the command line and returns its exit code. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  { version, extensions = [] }: { version: string; extensions?: readonly Extension[] },
): Promise<number> {
  const program = new Command('vitrine')
    .description('Publish multimodal datasets to Vitrine, and download them.')
    .version(version)
    .showHelpAfterError('(add --help for more)')
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
    })
    .exitOverride();
  for (const add of [addPublish, addValidate, addPull, addSessions, addIssues, addEvents, addLogin, ...extensions])
    add(program, terminal);
  for (const command of program.commands) command.copyInheritedSettings(program);
  refuseFlagsAsValues(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    if (terminal.signal.aborted) {
      say(terminal, 'Stopped. Run the same command again to continue.');
      return terminal.signal.reason === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return showFailure(terminal, error, args.includes('--json'));
  }
}
