import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { asGrid } from '../ui/as-grid.ts';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './command-palette.module.css';
import { type Command, findCommands, useAllCommands } from './commands.ts';
import * as strings from './strings.ts';

/** Palette that finds the commands of the current page by their names. */
export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={strings.commands} isTitleHidden>
      <Palette onClose={onClose} />
    </Dialog>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = findCommands(useAllCommands(), query);
  const chosen = found[Math.min(at, found.length - 1)];

  function run(command: Command | undefined) {
    if (!command) return;
    onClose();
    command.run(query.trim());
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') run(chosen);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || found.length === 0) return;
    event.preventDefault();
    setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
  }

  return (
    <>
      <div className={styles.search}>
        <Search size={16} aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label={strings.findCommand}
          aria-expanded
          aria-haspopup="grid"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen && `${id}-${chosen.id}`}
          placeholder={strings.commandHint}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <table {...asGrid} id={`${id}-list`} aria-label={strings.commands} className={styles.list}>
        <tbody className={styles.rows}>
          {found.map((command) => (
            <tr
              key={command.id}
              id={`${id}-${command.id}`}
              aria-selected={command === chosen}
              className={cx(styles.command, command === chosen && styles.chosen)}
              onPointerMove={() => setAt(found.indexOf(command))}
              onClick={() => run(command)}
              onKeyDown={onKeyDown}
            >
              <td className={styles.label}>
                <span className={styles.icon}>{command.icon}</span>
                {command.takesQuery && query.trim() ? strings.withQuery(command.label, query.trim()) : command.label}
              </td>
              <td className={styles.group}>{command.keys ? <Kbd keys={command.keys} /> : command.group}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === 0 && <output className={styles.nothing}>{strings.noCommands(query)}</output>}
    </>
  );
}
