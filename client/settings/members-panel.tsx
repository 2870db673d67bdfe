import { Mail, UserPlus, Users } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { useList } from '../data/use-list.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { InvitationTable } from './invitation-table.tsx';
import { InviteMemberDialog } from './invite-member-dialog.tsx';
import { ListStates } from './list-states.tsx';
import { MemberTable } from './member-table.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';
import { useOrganization } from './use-organization.ts';

const MembersQuery = graphql(`
  query Members($org: String!, $after: String) {
    organization(slug: $org) {
      id
      members(first: 50, after: $after) {
        edges {
          node {
            id
            ...MemberTable_membership
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const InvitationsQuery = graphql(`
  query Invitations($org: String!, $after: String) {
    organization(slug: $org) {
      id
      invitations(first: 50, after: $after) {
        edges {
          node {
            id
            ...InvitationTable_invitation
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** Members of the organization, and, for admins, the open invitations. */
export function MembersPanel({ org }: { org: string }) {
  const client = useClient();
  const { name, isAdmin, isOwner } = useOrganization(org);
  const [isInviting, setInviting] = useState(false);
  const members = useList(
    useCallback(
      async (after: string | null, signal: AbortSignal) =>
        (await loadOnce(client, MembersQuery, { org, after }, signal)).organization?.members,
      [client, org],
    ),
  );
  const invitations = useList(
    useCallback(
      async (after: string | null, signal: AbortSignal) =>
        isAdmin ? (await loadOnce(client, InvitationsQuery, { org, after }, signal)).organization?.invitations : noPage,
      [client, org, isAdmin],
    ),
  );
  return (
    <div className={styles.page}>
      <Section
        title={`Members of ${name}`}
        about="Viewers look, search and annotate; publishers make datasets; admins give access; owners may do everything."
        action={
          isAdmin && (
            <Button tone="primary" icon={<UserPlus size={14} />} onClick={() => setInviting(true)}>
              Invite
            </Button>
          )
        }
      >
        <div className={styles.box}>
          <ListStates
            list={members}
            noun="members"
            forbidden="The holder of a share link does not see who the members are."
            empty={<EmptyState icon={<Users size={20} />} title="Nobody is here" />}
          >
            {(rows) => (
              <MemberTable memberships={rows} mayChange={isAdmin} mayMakeOwners={isOwner} onChange={members.reload} />
            )}
          </ListStates>
        </div>
      </Section>
      {/* Shown after the list above has loaded. Its height is unknown before, and it would move this section. */}
      {isAdmin && (members.rows || members.error) && (
        <Section title="Invitations" about="Each is a link in a mail. Whoever reads it at that address can join.">
          <div className={styles.box}>
            <ListStates
              list={invitations}
              noun="invitations"
              forbidden="Only an admin sees who was invited."
              empty={
                <EmptyState icon={<Mail size={20} />} title="Nobody was invited yet">
                  Invite people by their e-mail addresses.
                </EmptyState>
              }
            >
              {(rows) => <InvitationTable org={org} invitations={rows} onChange={invitations.reload} />}
            </ListStates>
          </div>
        </Section>
      )}
      <InviteMemberDialog
        org={org}
        mayInviteOwners={isOwner}
        isOpen={isInviting}
        onInvite={invitations.reload}
        onClose={() => setInviting(false)}
      />
    </div>
  );
}

const noPage = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
