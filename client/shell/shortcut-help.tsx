import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './shortcut-help.module.css';
import { type Shortcut, setSingleKeys, useShortcuts, useSingleKeys } from './shortcuts.ts';
import * as strings from './strings.ts';

/** Help dialog with the shortcuts of the current page, and the switch for single-key shortcuts. */
export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const all = latestOf(useShortcuts());
  const groups = [...new Set(all.map((shortcut) => shortcut.group))];
  const hasSingleKeys = useSingleKeys();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={strings.shortcuts} size="l">
      <label className={styles.switch}>
        <input type="checkbox" checked={hasSingleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
        <span>{strings.singleKeys}</span>
        <span className={styles.note}>{strings.singleKeysHint}</span>
      </label>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles.title}>{group}</h3>
            <dl>
              {ofGroup(all, group).map((shortcut) => (
                <div key={shortcut.keys} className={styles.row}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <Kbd keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function ofGroup(shortcuts: readonly Shortcut[], group: string): Shortcut[] {
  return shortcuts.filter((shortcut) => shortcut.group === group);
}

/** Returns the shortcut that each key runs. If two have the same key, it is the later one. */
function latestOf(shortcuts: readonly Shortcut[]): Shortcut[] {
  return [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()];
}
