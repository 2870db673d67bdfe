import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Search, SearchX } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { keysOf } from '#formats/keys-of.ts';
import type { SearchKind } from '../gql/graphql.ts';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { Page } from '../shell/page.tsx';
import { useShortcut } from '../shell/shortcuts.ts';
import { useViewer } from '../shell/viewer.ts';
import { Kbd } from '../ui/kbd.tsx';
import { EmptyState } from '../ui/states.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ResultList } from './result-list.tsx';
import styles from './search-page.module.css';
import * as strings from './strings.ts';
import { useSearch } from './use-search.ts';

const route = getRouteApi('/signed-in/o/$org/search');
const pauseMilliseconds = 250;

/** Page that searches the items and transcripts in all datasets of an organization. */
export function SearchPage() {
  const { org } = route.useParams();
  const { q = '' } = route.useSearch();
  const organization = useViewer()?.organizations.find(({ slug }) => slug === org);
  const box = useRef<HTMLInputElement>(null);
  useShortcut({ keys: '/', label: strings.search, group: strings.search, run: () => box.current?.select() });
  useEffect(() => box.current?.focus(), []);
  if (!organization) return <NotFoundPage />;

  return (
    <Page
      title={q ? strings.resultsIn(q, organization.name) : strings.searchIn(organization.name)}
      crumbs={[{ label: strings.datasets, to: `/o/${org}` }, { label: strings.search }]}
    >
      <search ref={listenForArrows} className={styles.page}>
        <SearchField boxRef={box} org={org} text={q} organization={organization.name} />
        {q === '' ? <NothingAsked /> : <Results key={`${org} ${q}`} organization={org} query={q} />}
      </search>
    </Page>
  );
}

/**
 * Lets the up and down keys move the focus between the search field and the results. Returns a function that stops
 * this.
 */
function listenForArrows(page: HTMLElement): () => void {
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const stops = [...page.querySelectorAll<HTMLElement>('input, a')];
    const next = stops[stops.findIndex((stop) => stop === document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
  page.addEventListener('keydown', onKeyDown);
  return () => page.removeEventListener('keydown', onKeyDown);
}

interface SearchFieldProps {
  boxRef: RefObject<HTMLInputElement | null>;
  org: string;
  organization: string;
  text: string;
}

/** Search field. It writes its text into the URL when the user stops typing. */
function SearchField({ boxRef, org, organization, text }: SearchFieldProps) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState<string>();
  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => {
      const q = typed.trim();
      void navigate({ to: '/o/$org/search', params: { org }, search: q ? { q } : {}, replace: true });
      setTyped(undefined);
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, navigate, org]);
  return (
    <TextField
      ref={boxRef}
      type="search"
      label={strings.searchLabel(organization)}
      isLabelHidden
      isLarge
      maxLength={500}
      placeholder={strings.searchIn(organization)}
      icon={<Search size={16} aria-hidden />}
      suffix={<Kbd keys="/" />}
      value={typed ?? text}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

const kinds = keysOf(strings.sections);

function Results({ organization, query }: { organization: string; query: string }) {
  const found: Record<SearchKind, ReturnType<typeof useSearch>> = {
    ITEM: useSearch(organization, query, 'ITEM'),
    TRANSCRIPT: useSearch(organization, query, 'TRANSCRIPT'),
  };
  const all = Object.values(found);
  const countOfKind = (kind: SearchKind) => found[kind].count?.totalCount ?? 0;
  const isNothing = all.every(({ rows, error, isLoading }) => rows?.length === 0 && !error && !isLoading);
  const isLoading = all.some((list) => list.isLoading);
  const hasFailed = all.some(({ error }) => error);
  const summary = hasFailed ? strings.failed : strings.found(countOfKind('ITEM'), countOfKind('TRANSCRIPT'));
  return (
    <>
      <output className="visually-hidden">{isLoading ? strings.searching : summary}</output>
      {isNothing ? (
        <EmptyState icon={<SearchX size={20} />} title={strings.noResults}>
          {strings.noResultsHint(query)}
        </EmptyState>
      ) : (
        kinds.map((kind) => (
          <ResultList key={kind} title={strings.sections[kind]} organization={organization} found={found[kind]} />
        ))
      )}
    </>
  );
}

function NothingAsked() {
  return (
    <EmptyState icon={<Search size={20} />} title={strings.start}>
      <WithCode text={strings.startHint} />
    </EmptyState>
  );
}

/** Text in which the parts between backticks are code. */
function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, place) => (place % 2 === 1 ? <code key={place}>{part}</code> : part));
}
