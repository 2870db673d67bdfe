import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useAction } from '../data/use-action.ts';
import type { TokenScope, TokenTable_TokenFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { Chip, type ChipTone } from '../ui/chip.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import styles from './settings.module.css';

const TokenTableFragment = graphql(`
  fragment TokenTable_token on ApiToken {
    id
    name
    hint
    scopes
    limited
    datasets {
      id
      slug
    }
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
    user {
      id
      name
    }
  }
`);

const RevokeTokenMutation = graphql(`
  mutation RevokeToken($token: ID!) {
    revokeApiToken(input: { tokenId: $token }) {
      ... on RevokeApiTokenSuccess {
        token {
          id
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

interface TokenTableProps {
  org: string;
  /** Whether the viewer may read the access log. */
  hasLog: boolean;
  tokens: readonly FragmentType<typeof TokenTableFragment>[];
  onChange: () => void;
}

export function TokenTable({ org, hasLog, tokens, onChange }: TokenTableProps) {
  const rows = readFragment(TokenTableFragment, tokens);
  const [doomed, setDoomed] = useState<TokenTable_TokenFragment>();
  const revoke = useAction(RevokeTokenMutation);
  const close = () => {
    setDoomed(undefined);
    revoke.forget();
  };
  return (
    <>
      <Table
        caption="Table of tokens"
        rows={rows}
        rowKey={(token) => token.id}
        columns={columnsOf(hasLog ? org : undefined, setDoomed)}
      />
      <ConfirmDialog
        isOpen={doomed !== undefined}
        title={`Revoke ${doomed?.name ?? 'the token'}?`}
        verb="Revoke the token"
        isBusy={revoke.isBusy}
        refusal={revoke.refusal}
        onClose={close}
        onConfirm={async () => {
          if (!doomed || !(await revoke.run({ token: doomed.id }))) return;
          toast(`${showInvisible(doomed.name)} is revoked.`);
          close();
          onChange();
        }}
      >
        Whatever signs in with it is refused from its next request on, and so are the tokens it has made.
      </ConfirmDialog>
    </>
  );
}

const toneOfScope: Record<TokenScope, ChipTone> = { READ: 'neutral', PUBLISH: 'neutral', ADMIN: 'warning' };

const columnsOf = (
  logOf: string | undefined,
  onRevoke: (token: TokenTable_TokenFragment) => void,
): readonly Column<TokenTable_TokenFragment>[] => [
  {
    id: 'name',
    title: 'Name',
    cell: (token) => (
      <>
        {showInvisible(token.name)} <span className={`${styles.quiet} ${styles.mono}`}>…{token.hint}</span>
      </>
    ),
  },
  {
    id: 'scopes',
    title: 'May',
    cell: (token) => (
      <span className={styles.chips}>
        {token.scopes.map((scope) => (
          <Chip key={scope} tone={toneOfScope[scope]}>
            {scope.toLowerCase()}
          </Chip>
        ))}
      </span>
    ),
  },
  {
    id: 'reach',
    title: 'Reaches',
    cell: (token) =>
      token.limited ? (
        token.datasets.map(({ slug }) => slug).join(', ') || 'no dataset'
      ) : (
        <span className={styles.quiet}>every dataset</span>
      ),
  },
  {
    id: 'user',
    title: 'Acts for',
    cell: (token) => (token.user ? showInvisible(token.user.name) : 'somebody who left'),
  },
  {
    id: 'used',
    title: 'Last used',
    cell: (token) =>
      token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : <span className={styles.quiet}>never</span>,
  },
  {
    id: 'ends',
    title: 'Ends',
    cell: (token) => {
      if (token.revokedAt) return <Chip tone="danger">revoked</Chip>;
      if (new Date(token.expiresAt) < new Date()) return <Chip>expired</Chip>;
      return <RelativeTime at={token.expiresAt} />;
    },
  },
  {
    id: 'actions',
    title: 'Actions',
    cell: (token) => (
      <span className={styles.rowEnd}>
        {logOf && (
          <Link
            to="/o/$org/access"
            params={{ org: logOf }}
            search={{ token: token.id }}
            aria-label={`What ${showInvisible(token.name)} did`}
          >
            Log
          </Link>
        )}
        {!token.revokedAt && (
          <Button
            size="s"
            tone="quiet"
            aria-label={`Revoke ${showInvisible(token.name)}`}
            onClick={() => onRevoke(token)}
          >
            Revoke
          </Button>
        )}
      </span>
    ),
  },
];
