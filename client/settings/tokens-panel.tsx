import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { usePagedQuery } from '../data/use-paged-query.ts';
import { graphql } from '../gql/index.ts';
import { ListStates } from '../panels/list-states.tsx';
import styles from '../panels/panels.module.css';
import { Section } from '../panels/section.tsx';
import { useOrganization } from '../shell/use-organization.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import * as strings from './strings.ts';
import { TokenTable } from './token-table.tsx';

const OrganizationTokensQuery = graphql(`
  query OrganizationTokens($org: String!, $after: String) {
    organization(slug: $org) {
      id
      tokens(first: 50, after: $after) {
        edges {
          node {
            id
            ...TokenTable_token
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

const OwnTokensQuery = graphql(`
  query OwnTokens($after: String) {
    viewer {
      tokens(first: 50, after: $after) {
        edges {
          node {
            id
            ...TokenTable_token
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

/** API tokens. Admins see those of all members, other users see their own. */
export function TokensPanel({ org }: { org: string }) {
  const { isAdmin, name } = useOrganization(org);
  const [isCreating, setCreating] = useState(false);
  const own = usePagedQuery(OwnTokensQuery, isAdmin ? null : {}, ({ viewer }) => viewer?.tokens);
  const all = usePagedQuery(
    OrganizationTokensQuery,
    isAdmin ? { org } : null,
    ({ organization }) => organization?.tokens,
  );
  const list = isAdmin ? all : own;
  const create = (
    <Button tone="primary" icon={<Plus size={14} />} onClick={() => setCreating(true)}>
      {strings.createToken}
    </Button>
  );
  return (
    <div className={styles.page}>
      <Section title={isAdmin ? strings.tokensOf(name) : strings.yourTokens} about={strings.tokensHint} action={create}>
        <div className={styles.box}>
          <ListStates
            list={list}
            noun={strings.tokens}
            forbidden={strings.tokensForbidden}
            empty={
              <EmptyState icon={<KeyRound size={20} />} title={strings.noTokens}>
                {strings.noTokensHint}
              </EmptyState>
            }
          >
            {(tokens) => <TokenTable org={org} hasLog={isAdmin} tokens={tokens} onChange={list.reload} />}
          </ListStates>
        </div>
      </Section>
      <CreateTokenDialog org={org} isOpen={isCreating} onCreate={list.reload} onClose={() => setCreating(false)} />
    </div>
  );
}
