import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { foldText } from '#formats/text/fold-text.ts';

export interface Command {
  id: string;
  label: string;
  group: string;
  icon?: ReactNode;
  keys?: string;
  /** Whether the command uses the typed text. */
  takesQuery?: boolean;
  run: (query: string) => void;
}

let sets: readonly (readonly Command[])[] = [];
let all: readonly Command[] = [];
const listeners = new Set<() => void>();

function change(next: typeof sets) {
  sets = next;
  all = sets.flat();
  for (const listener of listeners) listener();
}

/** Adds commands to the palette while the component is mounted. Pass the same array until the commands change. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    change([...sets, commands]);
    return () => change(sets.filter((set) => set !== commands));
  }, [commands]);
}

export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
}

/**
 * Returns the commands whose names contain every word, ignoring case and accents. Those that begin with the first word
 * come first.
 */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = foldText(query).split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return commands;
  const textOf = (command: Command) => foldText(`${command.label} ${command.group}`);
  const found = commands.filter(
    (command) => command.takesQuery ?? words.every((word) => textOf(command).includes(word)),
  );
  const startsOf = (command: Command) => (command.takesQuery ? 2 : Number(!textOf(command).startsWith(first)));
  return found.toSorted((a, b) => startsOf(a) - startsOf(b));
}
