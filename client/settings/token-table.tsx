import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useAction } from '../data/use-action.ts';
import type { TokenScope, TokenTable_TokenFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { ConfirmDialog } from '../panels/confirm-dialog.tsx';
import styles from '../panels/panels.module.css';
import { Button } from '../ui/button.tsx';
import { Chip, type ChipTone } from '../ui/chip.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import * as strings from './strings.ts';

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
        caption={strings.tokensTitle}
        rows={rows}
        rowKey={(token) => token.id}
        columns={columnsOf(hasLog ? org : undefined, setDoomed)}
      />
      <ConfirmDialog
        isOpen={doomed !== undefined}
        title={strings.revokeTokenQuestion(doomed?.name)}
        verb={strings.revokeToken}
        isBusy={revoke.isBusy}
        refusal={revoke.refusal}
        onClose={close}
        onConfirm={async () => {
          if (!doomed || !(await revoke.run({ token: doomed.id }))) return;
          toast(strings.tokenRevoked(showInvisible(doomed.name)));
          close();
          onChange();
        }}
      >
        {strings.revokeTokenHint}
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
    title: strings.name,
    cell: (token) => (
      <>
        {showInvisible(token.name)} <span className={`${styles.quiet} ${styles.mono}`}>…{token.hint}</span>
      </>
    ),
  },
  {
    id: 'scopes',
    title: strings.scopesLegend,
    cell: (token) => (
      <span className={styles.chips}>
        {token.scopes.map((scope) => (
          <Chip key={scope} tone={toneOfScope[scope]}>
            {strings.scopes[scope].label}
          </Chip>
        ))}
      </span>
    ),
  },
  {
    id: 'reach',
    title: strings.datasetsLegend,
    cell: (token) =>
      token.limited ? (
        token.datasets.map(({ slug }) => slug).join(', ') || strings.noDataset
      ) : (
        <span className={styles.quiet}>{strings.allDatasets}</span>
      ),
  },
  {
    id: 'user',
    title: strings.actsFor,
    cell: (token) => (token.user ? showInvisible(token.user.name) : strings.formerMember),
  },
  {
    id: 'used',
    title: strings.lastUsed,
    cell: (token) =>
      token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : <span className={styles.quiet}>{strings.never}</span>,
  },
  {
    id: 'ends',
    title: strings.expires,
    cell: (token) => {
      if (token.revokedAt) return <Chip tone="danger">{strings.revoked}</Chip>;
      if (new Date(token.expiresAt) < new Date()) return <Chip>{strings.expired}</Chip>;
      return <RelativeTime at={token.expiresAt} />;
    },
  },
  {
    id: 'actions',
    title: strings.actions,
    isActions: true,
    cell: (token) => (
      <>
        {logOf && (
          <Link
            to="/o/$org/access"
            params={{ org: logOf }}
            search={{ token: token.id }}
            aria-label={strings.logOf(showInvisible(token.name))}
          >
            {strings.log}
          </Link>
        )}
        {!token.revokedAt && (
          <Button
            size="s"
            tone="quiet"
            aria-label={strings.revokeNamed(showInvisible(token.name))}
            onClick={() => onRevoke(token)}
          >
            {strings.revoke}
          </Button>
        )}
      </>
    ),
  },
];
