import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useShortcut } from '../shell/shortcuts.ts';
import { Kbd } from '../ui/kbd.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './item-search.module.css';
import * as strings from './strings.ts';

const pauseMilliseconds = 250;

/** Search field for titles, keys and texts. Searches while the user types. */
export function ItemSearch({ text, onSearch }: { text: string; onSearch: (text: string | undefined) => void }) {
  const ref = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => {
      latest.current(typed.trim() || undefined);
      // Drops the local text, because the URL now contains it. The Back button can then change the field.
      setTyped(undefined);
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [typed]);
  useShortcut({ keys: '/', label: strings.searchItems, group: strings.datasetGroup, run: () => ref.current?.focus() });
  return (
    <TextField
      ref={ref}
      type="search"
      label={strings.searchItems}
      isLabelHidden
      placeholder={strings.search}
      icon={<Search size={14} aria-hidden />}
      suffix={<Kbd keys="/" />}
      className={styles.search}
      value={typed ?? text}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
