import { Mail, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { usePagedQuery } from '../data/use-paged-query.ts';
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

/** Members of the organization. Admins also see the open invitations. */
export function MembersPanel({ org }: { org: string }) {
  const { name, isAdmin, isOwner } = useOrganization(org);
  const [isInviting, setInviting] = useState(false);
  const members = usePagedQuery(MembersQuery, { org }, ({ organization }) => organization?.members);
  const invitations = usePagedQuery(
    InvitationsQuery,
    isAdmin ? { org } : null,
    ({ organization }) => organization?.invitations,
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
