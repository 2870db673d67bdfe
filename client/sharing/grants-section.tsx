import { UserRound } from 'lucide-react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useAction } from '../data/use-action.ts';
import { usePagedQuery } from '../data/use-paged-query.ts';
import type { GrantsQuery as Answer } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { ListStates } from '../panels/list-states.tsx';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Section } from '../panels/section.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import { GrantForm } from './grant-form.tsx';
import * as strings from './strings.ts';

const GrantsQuery = graphql(`
  query Grants($org: String!, $slug: String!, $after: String) {
    dataset(organizationSlug: $org, slug: $slug) {
      id
      grants(first: 50, after: $after) {
        edges {
          node {
            createdAt
            user {
              id
              name
              email
            }
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

const RevokeGrantMutation = graphql(`
  mutation RevokeGrant($dataset: ID!, $user: ID!) {
    revokeDatasetAccess(input: { datasetId: $dataset, userId: $user }) {
      ... on RevokeDatasetAccessSuccess {
        dataset {
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

interface GrantsSectionProps {
  org: string;
  slug: string;
  datasetId: string;
}

/** Members who can see a dataset with restricted visibility. Shown to admins. */
export function GrantsSection({ org, slug, datasetId }: GrantsSectionProps) {
  const revoke = useAction(RevokeGrantMutation);
  const grants = usePagedQuery(GrantsQuery, { org, slug }, ({ dataset }) => dataset?.grants);
  async function takeBack({ user }: Grant) {
    if (!user || !(await revoke.run({ dataset: datasetId, user: user.id }))) return;
    toast(strings.accessRemoved(showInvisible(user.name)));
    grants.reload();
  }
  return (
    <Section title={strings.grantsTitle} about={strings.grantsHint}>
      <GrantForm org={org} datasetId={datasetId} onGrant={grants.reload} />
      <Refusal error={revoke.refusal} />
      <div className={styles.box}>
        <ListStates
          list={grants}
          noun={strings.grants}
          forbidden={strings.grantsForbidden}
          empty={
            <EmptyState icon={<UserRound size={20} />} title={strings.noGrants}>
              {strings.noGrantsHint}
            </EmptyState>
          }
        >
          {(rows) => (
            <Table
              caption={strings.grantsTable}
              rows={rows}
              rowKey={({ user, createdAt }) => user?.id ?? createdAt}
              columns={columnsOf(revoke.isBusy, takeBack)}
            />
          )}
        </ListStates>
      </div>
    </Section>
  );
}

type Grant = NonNullable<NonNullable<Answer['dataset']>['grants']>['edges'][number]['node'];

function columnsOf(isBusy: boolean, onRevoke: (grant: Grant) => Promise<void>): readonly Column<Grant>[] {
  return [
    {
      id: 'name',
      title: strings.name,
      cell: ({ user }) => (
        <span className={styles.person}>
          <Avatar name={user?.name ?? '?'} />
          <span>{showInvisible(user?.name ?? strings.formerMember)}</span>
        </span>
      ),
    },
    { id: 'email', title: strings.email, cell: ({ user }) => <span className={styles.quiet}>{user?.email}</span> },
    { id: 'since', title: strings.since, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    {
      id: 'actions',
      title: strings.actions,
      isActions: true,
      cell: (grant) => (
        <Button
          size="s"
          tone="quiet"
          disabled={isBusy}
          aria-label={strings.removeAccessOf(showInvisible(grant.user?.name ?? strings.formerMember))}
          onClick={() => onRevoke(grant)}
        >
          {strings.remove}
        </Button>
      ),
    },
  ];
}
