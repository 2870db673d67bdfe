import { type FormEvent, useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useNames } from '../access/access-names.ts';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { Refusal } from '../settings/refusal.tsx';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { toast } from '../ui/toast.tsx';
import styles from './sharing.module.css';

const GrantMutation = graphql(`
  mutation Grant($dataset: ID!, $user: ID!) {
    grantDatasetAccess(input: { datasetId: $dataset, userId: $user }) {
      ... on GrantDatasetAccessSuccess {
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

interface GrantFormProps {
  org: string;
  datasetId: string;
  onGrant: () => void;
}

/** Form that gives a member access to the dataset. */
export function GrantForm({ org, datasetId, onGrant }: GrantFormProps) {
  const grant = useAction(GrantMutation);
  const [user, setUser] = useState('');
  const people = useNames(org)?.people ?? [];

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (user === '' || !(await grant.run({ dataset: datasetId, user }))) return;
    toast(`${showInvisible(people.find(({ id }) => id === user)?.name ?? 'The member')} can see it now.`);
    setUser('');
    onGrant();
  }

  return (
    <form className={styles.line} onSubmit={submit}>
      <SelectField
        label="Member"
        isLabelHidden
        value={user}
        options={[
          { value: '', label: 'Choose a member' },
          ...people.map(({ id, name, email }) => ({
            value: id,
            label: showInvisible(email ? `${name} (${email})` : name),
          })),
        ]}
        onChange={setUser}
      />
      <Button type="submit" isBusy={grant.isBusy} disabled={user === '' || grant.isBusy}>
        Grant access
      </Button>
      <Refusal error={grant.refusal} />
    </form>
  );
}
