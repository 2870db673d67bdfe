import type { Command } from 'commander';

const flagLike = /^--?[a-z][\w-]*(=|$)/i;

/**
 * Makes a command and its subcommands reject an option value that looks like a flag. In `--name --dry-run` the value is
 * missing, and the command would run without `--dry-run`. `--name=--dry-run` sets such a value.
 */
export function refuseFlagsAsValues(command: Command): void {
  for (const below of command.commands) refuseFlagsAsValues(below);
  const parse = command.parseOptions.bind(command);
  command.parseOptions = (args) => {
    refuse(command, args);
    return parse(args);
  };
}

function refuse(command: Command, args: readonly string[]): void {
  for (let at = 0; at < args.length && args[at] !== '--'; at += 1) {
    const option = command.options.find(({ required, long, short }) => required && [long, short].includes(args[at]));
    if (!option) continue;
    at += 1;
    const value = args[at];
    if (value === undefined || !flagLike.test(value)) continue;
    command.error(
      `error: the value of option '${option.flags}' is missing: ${value} looks like an option. Write ${option.long}=${value} if it is the value.`,
      { code: 'commander.optionMissingArgument', exitCode: 1 },
    );
  }
}
