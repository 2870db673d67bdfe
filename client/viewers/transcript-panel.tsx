import { ArrowDownToLine, Search } from 'lucide-react';
import { memo, type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useShortcut } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatDuration } from '../ui/format.ts';
import { Kbd } from '../ui/kbd.tsx';
import { TextField } from '../ui/text-field.tsx';
import { type Cue, findActiveCue, lastStarted, searchCues, splitByWords } from './cues.ts';
import * as strings from './strings.ts';
import styles from './transcript-panel.module.css';
import type { Transcript } from './use-transcript.ts';

interface TranscriptPanelProps {
  transcript: Transcript;
  time: number;
  isPlaying: boolean;
  onSeek: (seconds: number) => void;
}

/** Transcript that follows the player until the user scrolls away. A click on a line seeks to it. */
export function TranscriptPanel({ transcript, time, isPlaying, onSeek }: TranscriptPanelProps) {
  const { cues } = transcript;
  const inputRef = useRef<HTMLDivElement>(null);
  const listRef = useRef<HTMLOListElement>(null);
  const [query, setQuery] = useState('');
  const [foundAt, setFoundAt] = useState(0);
  const deferred = useDeferredValue(query);
  const found = useMemo(() => searchCues(cues, deferred), [cues, deferred]);
  const active = findActiveCue(cues, time);
  const place = lastStarted(cues, time);
  const { isFollowing, follow, leave } = useFollowing(listRef, place);

  useShortcut({
    keys: '/',
    label: strings.searchTranscript,
    group: strings.player,
    run: () => inputRef.current?.querySelector('input')?.focus(),
  });

  function goToFound(step: number) {
    // Searches with the current text of the field: the marks may still show an earlier one.
    const matches = searchCues(cues, query);
    if (matches.length === 0) return;
    const next = (foundAt + step + matches.length) % matches.length;
    setFoundAt(next);
    const cue = cues[matches[next] ?? -1];
    if (cue) onSeek(cue.startSeconds);
    follow();
  }

  return (
    <section className={styles.panel} aria-label={strings.transcript}>
      <div ref={inputRef} className={styles.search}>
        <TextField
          label={strings.searchTranscript}
          isLabelHidden
          type="search"
          placeholder={strings.searchTranscript}
          icon={<Search size={14} aria-hidden />}
          value={query}
          suffix={query ? <span className={styles.count}>{strings.found(found.length)}</span> : <Kbd keys="/" />}
          onChange={(event) => {
            setQuery(event.target.value);
            setFoundAt(-1);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') goToFound(event.shiftKey ? -1 : 1);
            if (event.key !== 'Escape') return;
            event.preventDefault();
            setQuery('');
            event.currentTarget.blur();
          }}
        />
      </div>
      <ol ref={listRef} className={styles.list} tabIndex={-1} onWheel={leave} onTouchMove={leave}>
        {cues.map((cue, index) => (
          <CueLine
            key={cue.ordinal}
            cue={cue}
            showsSpeaker={cue.speaker !== null && cue.speaker !== cues[index - 1]?.speaker}
            isActive={index === active}
            isAside={deferred.trim() !== '' && !found.includes(index)}
            query={deferred}
            onSeek={onSeek}
          />
        ))}
        {transcript.isLoading && <li className={styles.note}>{strings.transcriptLoading}</li>}
        {transcript.isCut && <li className={styles.note}>{strings.transcriptCut}</li>}
      </ol>
      {!isFollowing && isPlaying && (
        <Button size="s" icon={<ArrowDownToLine size={13} />} className={styles.follow} onClick={follow}>
          {strings.follow}
        </Button>
      )}
    </section>
  );
}

interface CueLineProps {
  cue: Cue;
  showsSpeaker: boolean;
  isActive: boolean;
  /** Whether the search has no match in this cue. */
  isAside: boolean;
  query: string;
  onSeek: (seconds: number) => void;
}

const CueLine = memo(function CueLine({ cue, showsSpeaker, isActive, isAside, query, onSeek }: CueLineProps) {
  return (
    <li className={cx(styles.cue, isActive && styles.active, isAside && styles.aside)}>
      {showsSpeaker && <p className={styles.speaker}>{cue.speaker}</p>}
      <button type="button" aria-current={isActive || undefined} onClick={() => onSeek(cue.startSeconds)}>
        <time>{formatDuration(cue.startSeconds)}</time>
        <span dir="auto">
          {splitByWords(cue.text, query).map((part, index) =>
            // The order of the parts never changes, and every second part is a match.
            index % 2 === 1 ? <mark key={index}>{part}</mark> : part,
          )}
        </span>
      </button>
    </li>
  );
});

/** Keeps the current line visible until the user scrolls away. */
function useFollowing(listRef: RefObject<HTMLElement | null>, place: number) {
  const [isFollowing, setFollowing] = useState(true);
  useEffect(() => {
    const list = listRef.current;
    const line = list?.children[place];
    if (!isFollowing || !list || !(line instanceof HTMLElement)) return;
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    list.scrollTo({
      top: line.offsetTop - (list.clientHeight - line.offsetHeight) * 0.4,
      behavior: isCalm ? 'instant' : 'smooth',
    });
  }, [listRef, place, isFollowing]);
  return { isFollowing, follow: () => setFollowing(true), leave: () => setFollowing(false) };
}
