import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useShortcut } from '../shell/shortcuts.ts';
import { findByWorker, startFinding } from './find-by-worker.ts';
import { type FoundInText, maxMatches, reportMilliseconds } from './find-in-source.ts';
import * as strings from './strings.ts';
import { expressionOf, type TextQuery } from './text-find.ts';
import type { Find } from './use-find.ts';

export interface PageMatch {
  page: number;
  /** Offset in the text of the page, as `textOfPage` returns it. */
  start: number;
  length: number;
}

interface Result {
  of: TextQuery;
  matches: readonly PageMatch[];
  status: FoundInText['status'];
  current: number;
}

export interface PdfFind extends Find {
  /** Match that is shown. */
  currentMatch: PageMatch | undefined;
  matchesOn: (page: number) => readonly PageMatch[];
}

const noQuery: TextQuery = { words: '', isCaseSensitive: false, isExpression: false };
const none: readonly PageMatch[] = [];
const typingMilliseconds = 150;

/** Search in the text of all pages of a document, which starts at the visible page. Ctrl F, ⌘ F and `/` open it. */
export function usePdfFind(
  pdf: PDFDocumentProxy | undefined,
  visiblePage: number,
  goTo: (page: number) => void,
): PdfFind {
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState(noQuery);
  const [result, setResult] = useState<Result>({ of: noQuery, matches: none, status: 'done', current: -1 });
  const isValid = expressionOf(query) !== null;
  const { matches, status, current } =
    isOpen && result.of === query ? result : { matches: none, status: 'done' as const, current: -1 };
  const latest = useRef({ visiblePage, goTo });
  useEffect(() => {
    latest.current = { visiblePage, goTo };
  });
  const open = () => setOpen(true);
  useShortcut({ keys: 'mod+f', label: strings.findInText, group: strings.document, isGlobal: true, run: open });
  useShortcut({ keys: '/', label: strings.findInText, group: strings.document, run: open });

  useEffect(() => {
    if (!pdf || !isOpen || query.words === '' || !isValid) return undefined;
    const controller = new AbortController();
    const from = latest.current.visiblePage;
    let shown = -1;
    const onFound = (found: readonly PageMatch[], next: Result['status']) => {
      const at = found.findIndex(({ page }) => page >= from);
      // A match on an earlier page is the first one only if there is none from the visible page on.
      if (shown < 0 && found.length > 0 && (at >= 0 || next !== 'running')) {
        shown = Math.max(0, at);
        latest.current.goTo(found[shown]!.page);
        setResult({ of: query, matches: found, status: next, current: shown });
      } else {
        setResult((now) => ({
          of: query,
          matches: found,
          status: next,
          current: now.of === query ? now.current : -1,
        }));
      }
    };
    const timer = setTimeout(() => void findInPages(pdf, query, controller.signal, onFound), typingMilliseconds);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [pdf, query, isOpen, isValid]);

  const byPage = useMemo(() => groupByPage(matches), [matches]);
  const found = useMemo(
    () => ({ matches: matches.flatMap(({ page, start }) => [page, start]), status }),
    [matches, status],
  );
  function go(step: 1 | -1) {
    if (matches.length === 0) return;
    const next = (current + step + matches.length) % matches.length;
    setResult({ of: query, matches, status, current: next });
    goTo(matches[next]!.page);
  }
  return {
    isOpen,
    open,
    close: () => setOpen(false),
    query,
    setQuery,
    isValid,
    found,
    current,
    go,
    currentMatch: matches[current],
    matchesOn: (page) => byPage.get(page) ?? none,
  };
}

function groupByPage(matches: readonly PageMatch[]): ReadonlyMap<number, readonly PageMatch[]> {
  const byPage = new Map<number, PageMatch[]>();
  for (const match of matches) {
    const onPage = byPage.get(match.page);
    if (onPage) onPage.push(match);
    else byPage.set(match.page, [match]);
  }
  return byPage;
}

async function findInPages(
  pdf: PDFDocumentProxy,
  query: TextQuery,
  signal: AbortSignal,
  onFound: (matches: readonly PageMatch[], status: Result['status']) => void,
): Promise<void> {
  const worker = startFinding(signal);
  const matches: PageMatch[] = [];
  const report = (status: Result['status']) => {
    if (!signal.aborted) onFound([...matches], status);
  };
  try {
    let reportedAt = -reportMilliseconds;
    for (let page = 1; page <= pdf.numPages && !signal.aborted; page += 1) {
      const text = await textOfPage(pdf, page);
      const found = await findByWorker(worker, { query, text }, signal);
      if (!found) return report('slow');
      for (let at = 0; at < found.length; at += 2) matches.push({ page, start: found[at]!, length: found[at + 1]! });
      if (matches.length >= maxMatches) return report('cut');
      if (performance.now() - reportedAt > reportMilliseconds) {
        reportedAt = performance.now();
        report('running');
      }
    }
    report('done');
  } catch {
    report('failed');
  } finally {
    worker.terminate();
  }
}

/** Returns the text of a page: its pieces in order, and one space where a line ends. */
async function textOfPage(pdf: PDFDocumentProxy, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
}
