import { Mail, UserPlus, Users } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { useList } from '../data/use-list.ts';
import { graphql } from '../gql/index.ts';
import { ListStates } from '../panels/list-states.tsx';
import styles from '../panels/panels.module.css';
import { Section } from '../panels/section.tsx';
import { useOrganization } from '../shell/use-organization.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { InvitationTable } from './invitation-table.tsx';
import { InviteMemberDialog } from './invite-member-dialog.tsx';
import { MemberTable } from './member-table.tsx';
import * as strings from './strings.ts';

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
        title={strings.membersOf(name)}
        about={strings.membersHint}
        action={
          isAdmin && (
            <Button tone="primary" icon={<UserPlus size={14} />} onClick={() => setInviting(true)}>
              {strings.inviteMember}
            </Button>
          )
        }
      >
        <div className={styles.box}>
          <ListStates
            list={members}
            noun={strings.members}
            forbidden={strings.membersForbidden}
            empty={<EmptyState icon={<Users size={20} />} title={strings.noMembers} />}
          >
            {(rows) => (
              <MemberTable memberships={rows} mayChange={isAdmin} mayMakeOwners={isOwner} onChange={members.reload} />
            )}
          </ListStates>
        </div>
      </Section>
      {/* Shown after the list above has loaded. Its height is unknown before, and it would move this section. */}
      {isAdmin && (members.rows || members.error) && (
        <Section title={strings.invitationsTitle} about={strings.invitationsHint}>
          <div className={styles.box}>
            <ListStates
              list={invitations}
              noun={strings.invitations}
              forbidden={strings.invitationsForbidden}
              empty={
                <EmptyState icon={<Mail size={20} />} title={strings.noInvitations}>
                  {strings.noInvitationsHint}
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
