import type { ReactNode } from 'react';
import { CommandPalette } from '../shell/command-palette.tsx';
import { ErrorPage } from '../shell/error-page.tsx';
import { Header } from '../shell/header.tsx';
import { HomePage } from '../shell/home-page.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { Page } from '../shell/page.tsx';
import { SharedBanner } from '../shell/shared-banner.tsx';
import { ShortcutHelp } from '../shell/shortcut-help.tsx';
import { useShortcut } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { StatusLine } from '../ui/toolbar.tsx';
import { ignore } from './each.tsx';
import { viewer, visitor } from './fixtures/people.ts';
import { longName, longWord, sentences } from './fixtures/words.ts';
import { Framed, Wide } from './framed.tsx';
import { Opened } from './opened.tsx';
import { As } from './stand-in.tsx';
import type { StatesIn } from './state.ts';

const crumbs = [{ label: 'Datasets', to: '/o/lumen' }, { label: 'Field photographs' }];

export const shell: StatesIn<'shell'> = {
  'shell/command-palette': {
    CommandPalette: { 'no commands': framed(<CommandPalette isOpen onClose={ignore} />) },
  },
  'shell/error-page': { ErrorPage: { failed: framed(<ErrorPage error={new Error(sentences)} reset={ignore} />) } },
  'shell/header': {
    Header: {
      'a page': header(<Header crumbs={crumbs}>{controls()}</Header>),
      'long names': header(
        <Header crumbs={[{ label: longName, to: '/o/lumen' }, { label: longWord }]}>{controls()}</Header>,
      ),
      'a visitor': header(
        <As viewer={visitor}>
          <Header crumbs={crumbs} />
        </As>,
      ),
      'signed out': header(
        <As viewer={undefined}>
          <Header crumbs={[]} />
        </As>,
      ),
      'account menu': framed(
        <Opened selector="[aria-label^=Account]">
          <Header crumbs={crumbs} />
        </Opened>,
      ),
      'organization menu': framed(
        <Opened selector="[aria-label^=Organization]">
          <Header crumbs={crumbs} />
        </Opened>,
      ),
    },
  },
  'shell/home-page': {
    HomePage: {
      'no organizations': framed(
        <As viewer={{ ...viewer, organizations: [] }}>
          <HomePage />
        </As>,
      ),
    },
  },
  'shell/not-found-page': { NotFoundPage: { plain: framed(<NotFoundPage />) } },
  'shell/page': {
    Page: {
      'with a side column': framed(
        <Page title="Items" crumbs={crumbs} aside="Facets" status={<StatusLine end="12 kB">12 items</StatusLine>}>
          <p style={{ padding: 16 }}>{sentences}</p>
        </Page>,
      ),
      'a visitor': framed(
        <As viewer={visitor}>
          <Page title="Items" crumbs={crumbs}>
            <p style={{ padding: 16 }}>{sentences}</p>
          </Page>
        </As>,
      ),
    },
  },
  'shell/shared-banner': {
    SharedBanner: {
      current: banner(null, 'Field photographs'),
      pinned: banner(9, longName),
    },
  },
  'shell/shortcut-help': {
    ShortcutHelp: {
      shortcuts: framed(<Help />),
    },
  },
};

function controls() {
  return <Button>Export</Button>;
}

function header(children: ReactNode) {
  return (
    <Framed isWide height={100}>
      {children}
    </Framed>
  );
}

function framed(children: ReactNode) {
  return (
    <Framed isWide height={460}>
      {children}
    </Framed>
  );
}

function banner(revisionNumber: number | null, datasetName: string) {
  const shared = { organizationSlug: 'lumen', datasetSlug: 'birds', expiresAt: '2026-03-31T09:00:00Z' };
  return (
    <Wide>
      <SharedBanner shared={{ ...shared, datasetName, revisionNumber }} />
    </Wide>
  );
}

function Help() {
  useShortcut({ keys: 'mod+k', label: 'Commands', group: 'General', run: ignore });
  useShortcut({ keys: '?', label: 'Keyboard shortcuts', group: 'General', run: ignore });
  useShortcut({ keys: 'ArrowRight', label: 'Next item', group: 'Item', run: ignore });
  useShortcut({ keys: 'shift+ArrowRight', label: 'Forward 5 seconds', group: 'Player', run: ignore });
  return <ShortcutHelp isOpen onClose={ignore} />;
}
