import { Inbox } from 'lucide-react';
import type { List } from '../data/use-list.ts';
import { ConfirmDialog } from '../panels/confirm-dialog.tsx';
import { ListStates, LoadingRows } from '../panels/list-states.tsx';
import { OrganizationPage } from '../panels/organization-page.tsx';
import { Refusal } from '../panels/refusal.tsx';
import { Section } from '../panels/section.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { ignore } from './each.tsx';
import { failure, forbidden } from './fixtures/failures.ts';
import { longName, longWord, sentences } from './fixtures/words.ts';
import { Framed, Wide } from './framed.tsx';
import type { StatesIn } from './state.ts';

export const panels: StatesIn<'panels'> = {
  'panels/confirm-dialog': {
    ConfirmDialog: {
      question: confirm({}),
      busy: confirm({ isBusy: true }),
      refused: confirm({
        refusal: { code: 'CONFLICT', message: 'The last owner cannot leave.', requestId: '0199f0c2' },
      }),
      'long text': confirm({ title: `Remove ${longName}?`, children: `${longWord} ${sentences}` }),
    },
  },
  'panels/list-states': {
    ListStates: {
      loading: listStates({ isLoading: true }),
      empty: listStates({ rows: [] }),
      rows: listStates({ rows: ['Grey heron', 'Bittern'] }),
      'more rows': listStates({ rows: ['Grey heron'], hasMore: true }),
      'loading more': listStates({ rows: ['Grey heron'], hasMore: true, isLoading: true }),
      'next page failed': listStates({ rows: ['Grey heron'], hasMore: true, error: failure.failure }),
      failed: listStates({ error: failure.failure }),
      forbidden: listStates({ error: forbidden.failure }),
    },
    LoadingRows: { plain: <LoadingRows noun="tokens" /> },
  },
  'panels/organization-page': {
    OrganizationPage: {
      admin: (
        <Framed isWide height={360}>
          <OrganizationPage org="lumen" title="Access log" bar={<Button>Export</Button>}>
            <p style={{ padding: 16 }}>{sentences}</p>
          </OrganizationPage>
        </Framed>
      ),
      viewer: (
        <Framed isWide height={280}>
          <OrganizationPage org="meridian" title="Your account">
            <p style={{ padding: 16 }}>{sentences}</p>
          </OrganizationPage>
        </Framed>
      ),
    },
  },
  'panels/refusal': {
    Refusal: {
      'by the input': <Refusal error={{ code: 'INVALID_INPUT', message: 'The current password is wrong.' }} />,
      'with a request id': <Refusal error={failure.failure} />,
    },
  },
  'panels/section': {
    Section: {
      'with an action': (
        <Wide>
          <Section title="Tokens" about={sentences} action={<Button tone="primary">New token</Button>}>
            {null}
          </Section>
        </Wide>
      ),
      'long title': (
        <Wide>
          <Section title={longWord} about={longWord} action={<Button>New token</Button>}>
            {null}
          </Section>
        </Wide>
      ),
    },
  },
};

function confirm(props: Partial<Parameters<typeof ConfirmDialog>[0]>) {
  return (
    <Framed height={300}>
      <ConfirmDialog
        isOpen
        title="Revoke this token?"
        verb="Revoke token"
        isBusy={false}
        refusal={undefined}
        onConfirm={ignore}
        onClose={ignore}
        {...props}
      >
        {props.children ?? 'Programs that use it stop working at once.'}
      </ConfirmDialog>
    </Framed>
  );
}

function listStates(state: Partial<List<string>>) {
  const list = {
    rows: undefined,
    error: undefined,
    isLoading: false,
    hasMore: false,
    loadMore: ignore,
    reload: ignore,
  };
  return (
    <Wide>
      <ListStates
        list={{ ...list, ...state }}
        noun="birds"
        forbidden="Only admins can see birds."
        empty={<EmptyState icon={<Inbox size={20} />} title="No birds" />}
      >
        {(rows) => rows.map((row) => <p key={row}>{row}</p>)}
      </ListStates>
    </Wide>
  );
}
