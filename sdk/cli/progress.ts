import cliProgress from 'cli-progress';
import type { PublishEvent } from '../events.ts';
import type { PullEvent } from '../pull.ts';
import { formatBytes, formatCount, plural } from './format.ts';
import { printable } from './printable.ts';
import { printJson, say, type Terminal } from './terminal.ts';

type Event = PublishEvent | PullEvent;

export interface Progress {
  show(event: Event): void;
  /** Restores the terminal. Must be called before other output. */
  end(): void;
}

/** Shows progress: as JSON, as a bar on a terminal, or otherwise as a line from time to time. */
export function showProgress(terminal: Terminal, json: boolean): Progress {
  if (json) return { show: (event) => printJson(terminal, event), end: () => {} };
  return terminal.stderr.isTTY ? showBar(terminal) : showLines(terminal);
}

const everyMilliseconds = 5_000;

function showLines(terminal: Terminal): Progress {
  const sayOnce = sayWarnings(terminal);
  let last: { type: string; at: number; isWhole: boolean } | null = null;
  return {
    show(event) {
      const state = describe(event);
      if (!state) return;
      if (event.type === 'notice' || event.type === 'warning') {
        sayOnce(event, state);
        return;
      }
      const now = performance.now();
      const isWhole = state.part >= 1;
      // Prints at once when a phase begins or ends. Otherwise prints at intervals.
      const isNews = last?.type !== event.type || (isWhole && !last.isWhole);
      if (last && !isNews && (isWhole || now - last.at < everyMilliseconds)) return;
      last = { type: event.type, at: now, isWhole };
      say(terminal, `${state.title}: ${state.detail}`);
    },
    end: () => {},
  };
}

const shownWarnings = 20;

/** Returns a function that prints notices and the first warnings. */
function sayWarnings(terminal: Terminal) {
  let warnings = 0;
  return ({ type }: Event, { title, detail }: { title: string; detail: string }): void => {
    if (type === 'warning') warnings += 1;
    if (type !== 'warning' || warnings <= shownWarnings) say(terminal, `${title}: ${printable(detail)}`);
    else if (warnings === shownWarnings + 1) say(terminal, 'There are more warnings. Use --json to print all of them.');
  };
}

function showBar(terminal: Terminal): Progress {
  const sayOnce = sayWarnings(terminal);
  let shown: string | null = null;
  const bar = new cliProgress.SingleBar({
    stream: terminal.stderr,
    format: '{title} {bar} {detail}',
    barsize: 28,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    hideCursor: true,
    autopadding: true,
    gracefulExit: false,
    linewrap: false,
  });
  const end = () => {
    if (shown !== null) bar.stop();
    shown = null;
  };
  return {
    show(event) {
      const state = describe(event);
      if (!state) return;
      if (event.type === 'notice' || event.type === 'warning') {
        end();
        sayOnce(event, state);
        return;
      }
      const payload = { title: state.title.padEnd(10), detail: printable(state.detail) };
      if (shown !== event.type) {
        end();
        bar.start(1_000, Math.round(state.part * 1_000), payload);
        shown = event.type;
      } else bar.update(Math.round(state.part * 1_000), payload);
    },
    end,
  };
}

/** Returns a description of an event, and the completed fraction of its phase. */
function describe(event: Event): { title: string; detail: string; part: number } | null {
  switch (event.type) {
    case 'scan':
      return { title: 'Reading', part: 0, detail: `${plural(event.items, 'item')}, ${plural(event.files, 'file')}` };
    case 'hash':
      return {
        title: 'Hashing',
        part: partOf(event.bytes, event.totalBytes),
        detail: `${formatCount(event.files)} of ${plural(event.totalFiles, 'file')}${transfer(event)}`,
      };
    case 'session':
      return event.resumed ? { title: 'Resuming', part: 1, detail: 'continuing the publish of an earlier run' } : null;
    case 'upload':
      return {
        title: 'Sending',
        part: partOf(event.bytes, event.totalBytes),
        detail: `${formatCount(event.files)} of ${plural(event.totalFiles, 'file')}${transfer(event)}${retries(event)}`,
      };
    case 'verify':
      return {
        title: 'Verifying',
        part: partOf(event.filesVerified, event.filesDeclared),
        detail: `${formatCount(event.filesVerified)} of ${plural(event.filesDeclared, 'file')}`,
      };
    case 'validate':
      return { title: 'Validating', part: 0, detail: plural(event.items, 'item') };
    case 'publish':
      return {
        title: 'Publishing',
        part: partOf(event.itemsStaged, event.items),
        detail: `${formatCount(event.itemsStaged)} of ${plural(event.items, 'item')}`,
      };
    case 'list':
      return { title: 'Listing', part: 0, detail: `${plural(event.items, 'item')}, ${plural(event.files, 'file')}` };
    case 'download':
      return {
        title: 'Fetching',
        part: partOf(event.bytes, event.totalBytes),
        detail: `${formatCount(event.files)} of ${plural(event.totalFiles, 'file')}${transfer(event)}${retries(event)}`,
      };
    case 'process': {
      const total = event.pending + event.running + event.done + event.failed;
      const settled = event.done + event.failed;
      const failed = event.failed > 0 ? `, ${formatCount(event.failed)} failed` : '';
      return {
        title: 'Processing',
        part: partOf(settled, total),
        detail: `${formatCount(settled)} of ${plural(total, 'file')}${failed}`,
      };
    }
    case 'warning':
      return { title: 'Warning', part: 1, detail: event.message };
    case 'notice':
      return { title: 'Notice', part: 1, detail: event.message };
    case 'done':
      return null;
  }
  return event satisfies never;
}

function partOf(done: number, total: number): number {
  return total === 0 ? 1 : Math.min(1, done / total);
}

function transfer({
  bytes,
  totalBytes,
  bytesPerSecond,
}: {
  bytes: number;
  totalBytes: number;
  bytesPerSecond: number;
}) {
  const rate = bytesPerSecond > 0 && bytes < totalBytes ? `, ${formatBytes(bytesPerSecond)}/s` : '';
  return `, ${formatBytes(bytes)} of ${formatBytes(totalBytes)}${rate}`;
}

function retries({ retries }: { retries: number }): string {
  return retries > 0 ? `, retries: ${retries}` : '';
}
