import { CaseSensitive, ChevronDown, ChevronUp, Regex, Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import * as strings from './strings.ts';
import styles from './text-find-bar.module.css';
import type { Find } from './use-find.ts';

/** Field and buttons of the search in a text or a document. */
export function TextFindBar({ find, onClose }: { find: Find; onClose: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  const { query, setQuery, found, current } = find;
  useEffect(() => {
    ref.current?.querySelector('input')?.select();
  }, []);
  function close() {
    find.close();
    onClose();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') find.go(event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  }
  return (
    <search ref={ref} className={styles.bar} aria-label={strings.findInText}>
      <TextField
        label={strings.findInText}
        isLabelHidden
        type="search"
        className={styles.field}
        placeholder={strings.findInText}
        icon={<Search size={14} aria-hidden />}
        value={query.words}
        aria-invalid={!find.isValid || undefined}
        onChange={(event) => setQuery({ ...query, words: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <IconButton
        size="s"
        label={strings.matchCase}
        icon={<CaseSensitive size={15} />}
        isPressed={query.isCaseSensitive}
        onClick={() => setQuery({ ...query, isCaseSensitive: !query.isCaseSensitive })}
      />
      <IconButton
        size="s"
        label={strings.regularExpression}
        icon={<Regex size={15} />}
        isPressed={query.isExpression}
        onClick={() => setQuery({ ...query, isExpression: !query.isExpression })}
      />
      <output className={styles.count}>
        {query.words === ''
          ? ''
          : find.isValid
            ? strings.matchCount(current + 1, found.matches.length / 2, found.status)
            : strings.invalidExpression}
      </output>
      <IconButton
        size="s"
        label={strings.previousMatch}
        keys="shift+Enter"
        icon={<ChevronUp size={14} />}
        disabled={found.matches.length === 0}
        onClick={() => find.go(-1)}
      />
      <IconButton
        size="s"
        label={strings.nextMatch}
        keys="Enter"
        icon={<ChevronDown size={14} />}
        disabled={found.matches.length === 0}
        onClick={() => find.go(1)}
      />
      <IconButton size="s" label={strings.closeFind} keys="Escape" icon={<X size={14} />} onClick={close} />
    </search>
  );
}
