import { useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useAction } from '../data/use-action.ts';
import type { ShareLinkTable_LinkFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { ConfirmDialog } from '../settings/confirm-dialog.tsx';
import styles from '../settings/settings.module.css';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';

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
      <Table caption="Table of share links" rows={rows} rowKey={(link) => link.id} columns={columnsOf(setDoomed)} />
      <ConfirmDialog
        isOpen={doomed !== undefined}
        title={`Revoke the link ${doomed?.name ?? ''}?`}
        verb="Revoke link"
        isBusy={revoke.isBusy}
        refusal={revoke.refusal}
        onClose={close}
        onConfirm={async () => {
          if (!doomed || !(await revoke.run({ link: doomed.id }))) return;
          toast(`The link ${showInvisible(doomed.name)} was revoked.`);
          close();
          onChange();
        }}
      >
        The link stops working at once. Files that are already open stay available for up to five minutes.
      </ConfirmDialog>
    </>
  );
}

const columnsOf = (
  onRevoke: (link: ShareLinkTable_LinkFragment) => void,
): readonly Column<ShareLinkTable_LinkFragment>[] => [
  { id: 'name', title: 'Name', cell: ({ name }) => showInvisible(name) },
  {
    id: 'shows',
    title: 'Shows',
    cell: ({ revisionNumber }) =>
      revisionNumber === null ? (
        <span className={styles.quiet}>the current revision</span>
      ) : (
        <Chip isMono tone="warning">
          r{revisionNumber}
        </Chip>
      ),
  },
  { id: 'by', title: 'Created by', cell: ({ createdBy }) => showInvisible(createdBy?.name ?? 'somebody who left') },
  { id: 'made', title: 'Created', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  {
    id: 'used',
    title: 'Last used',
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? <RelativeTime at={lastUsedAt} /> : <span className={styles.quiet}>never</span>,
  },
  {
    id: 'ends',
    title: 'Expires',
    cell: (link) => {
      if (link.revokedAt) return <Chip tone="danger">revoked</Chip>;
      if (new Date(link.expiresAt) < new Date()) return <Chip>expired</Chip>;
      return <RelativeTime at={link.expiresAt} />;
    },
  },
  {
    id: 'actions',
    title: 'Actions',
    cell: (link) =>
      link.revokedAt || new Date(link.expiresAt) < new Date() ? null : (
        <span className={styles.rowEnd}>
          <Button
            size="s"
            tone="quiet"
            aria-label={`Revoke the link ${showInvisible(link.name)}`}
            onClick={() => onRevoke(link)}
          >
            Revoke
          </Button>
        </span>
      ),
  },
];
