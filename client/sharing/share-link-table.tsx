import { useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useAction } from '../data/use-action.ts';
import type { ShareLinkTable_LinkFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { ConfirmDialog } from '../panels/confirm-dialog.tsx';
import styles from '../panels/panels.module.css';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { formatRevision } from '../ui/format.ts';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import * as strings from './strings.ts';

const ShareLinkTableFragment = graphql(`
  fragment ShareLinkTable_link on ShareLink {
    id
    name
    revisionNumber
    createdAt
    expiresAt
    revokedAt
    lastUsedAt
    createdBy {
      id
      name
    }
  }
`);

const RevokeShareLinkMutation = graphql(`
  mutation RevokeShareLink($link: ID!) {
    revokeShareLink(input: { shareLinkId: $link }) {
      ... on RevokeShareLinkSuccess {
        shareLink {
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

interface ShareLinkTableProps {
  links: readonly FragmentType<typeof ShareLinkTableFragment>[];
  onChange: () => void;
}

export function ShareLinkTable({ links, onChange }: ShareLinkTableProps) {
  const rows = readFragment(ShareLinkTableFragment, links);
  const [doomed, setDoomed] = useState<ShareLinkTable_LinkFragment>();
  const revoke = useAction(RevokeShareLinkMutation);
  const close = () => {
    setDoomed(undefined);
    revoke.forget();
  };
  return (
    <>
      <Table caption={strings.shareLinksTable} rows={rows} rowKey={(link) => link.id} columns={columnsOf(setDoomed)} />
      <ConfirmDialog
        isOpen={doomed !== undefined}
        title={strings.revokeQuestion(doomed?.name)}
        verb={strings.revokeLink}
        isBusy={revoke.isBusy}
        refusal={revoke.refusal}
        onClose={close}
        onConfirm={async () => {
          if (!doomed || !(await revoke.run({ link: doomed.id }))) return;
          toast(strings.linkRevoked(showInvisible(doomed.name)));
          close();
          onChange();
        }}
      >
        {strings.revokeHint}
      </ConfirmDialog>
    </>
  );
}

const columnsOf = (
  onRevoke: (link: ShareLinkTable_LinkFragment) => void,
): readonly Column<ShareLinkTable_LinkFragment>[] => [
  { id: 'name', title: strings.name, cell: ({ name }) => showInvisible(name) },
  {
    id: 'shows',
    title: strings.shows,
    cell: ({ revisionNumber }) =>
      revisionNumber === null ? (
        <span className={styles.quiet}>{strings.currentRevision}</span>
      ) : (
        <Chip isMono tone="warning">
          {formatRevision(revisionNumber)}
        </Chip>
      ),
  },
  {
    id: 'by',
    title: strings.createdBy,
    cell: ({ createdBy }) => showInvisible(createdBy?.name ?? strings.formerMember),
  },
  { id: 'made', title: strings.created, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  {
    id: 'used',
    title: strings.lastUsed,
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? <RelativeTime at={lastUsedAt} /> : <span className={styles.quiet}>{strings.never}</span>,
  },
  {
    id: 'ends',
    title: strings.expires,
    cell: (link) => {
      if (link.revokedAt) return <Chip tone="danger">{strings.revoked}</Chip>;
      if (new Date(link.expiresAt) < new Date()) return <Chip>{strings.expired}</Chip>;
      return <RelativeTime at={link.expiresAt} />;
    },
  },
  {
    id: 'actions',
    title: strings.actions,
    isActions: true,
    cell: (link) =>
      link.revokedAt || new Date(link.expiresAt) < new Date() ? null : (
        <Button
          size="s"
          tone="quiet"
          aria-label={strings.revokeNamed(showInvisible(link.name))}
          onClick={() => onRevoke(link)}
        >
          {strings.revoke}
        </Button>
      ),
  },
];
