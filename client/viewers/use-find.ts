import { useEffect, useRef, useState } from 'react';
import { useShortcut } from '../shell/shortcuts.ts';
import { type FoundInText, findInSource } from './find-in-source.ts';
import * as strings from './strings.ts';
import { expressionOf, type TextQuery } from './text-find.ts';
import { firstMatchFrom } from './text-marks.ts';
import type { TextSource } from './text-source.ts';

export interface Find {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  query: TextQuery;
  setQuery: (query: TextQuery) => void;
  isValid: boolean;
  found: FoundInText;
  /** Index of the match that is shown, or -1. */
  current: number;
  go: (step: 1 | -1) => void;
}

const nothing: FoundInText = { matches: [], status: 'done' };
const noQuery: TextQuery = { words: '', isCaseSensitive: false, isExpression: false };
const typingMilliseconds = 150;

/** Search in a text, which starts at the visible part. Ctrl F, ⌘ F and `/` open it. */
export function useFind(source: TextSource, getTop: () => number, show: (offset: number) => void): Find {
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState(noQuery);
  const [result, setResult] = useState({ of: noQuery, found: nothing, current: -1 });
  const { found, current } = isOpen && result.of === query ? result : { found: nothing, current: -1 };
  const latest = useRef({ getTop, show });
  useEffect(() => {
    latest.current = { getTop, show };
  });
  const isValid = expressionOf(query) !== null;
  const open = () => setOpen(true);
  useShortcut({ keys: 'mod+f', label: strings.findInText, group: strings.text, isGlobal: true, run: open });
  useShortcut({ keys: '/', label: strings.findInText, group: strings.text, run: open });

  useEffect(() => {
    if (!isOpen || query.words === '' || !isValid) return undefined;
    const controller = new AbortController();
    const from = latest.current.getTop();
    let shown = -1;
    const onFound = (next: FoundInText) => {
      const count = next.matches.length / 2;
      const at = firstMatchFrom(next.matches, from);
      // A match above the visible part is the first one only if there is none below it.
      if (shown < 0 && count > 0 && (at < count || next.status !== 'running')) {
        shown = at % count;
        latest.current.show(next.matches[shown * 2]!);
        setResult({ of: query, found: next, current: shown });
      } else setResult((now) => ({ of: query, found: next, current: now.of === query ? now.current : -1 }));
    };
    const timer = setTimeout(() => void findInSource(source, query, controller.signal, onFound), typingMilliseconds);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [source, query, isOpen, isValid]);

  function go(step: 1 | -1) {
    const count = found.matches.length / 2;
    if (count === 0) return;
    const next = (current + step + count) % count;
    setResult({ of: query, found, current: next });
    show(found.matches[next * 2]!);
  }
  return { isOpen, open, close: () => setOpen(false), query, setQuery, isValid, found, current, go };
}
