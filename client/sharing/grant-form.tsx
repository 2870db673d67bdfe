import { type FormEvent, useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useNames } from '../data/organization-names.ts';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { Refusal } from '../panels/refusal.tsx';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { toast } from '../ui/toast.tsx';
import styles from './sharing.module.css';
import * as strings from './strings.ts';

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
    const name = people.find(({ id }) => id === user)?.name;
    toast(strings.granted(name && showInvisible(name)));
    setUser('');
    onGrant();
  }

  return (
    <form className={styles.line} onSubmit={submit}>
      <SelectField
        label={strings.member}
        isLabelHidden
        value={user}
        options={[
          { value: '', label: strings.chooseMember },
          ...people.map(({ id, name, email }) => ({
            value: id,
            label: showInvisible(email ? `${name} (${email})` : name),
          })),
        ]}
        onChange={setUser}
      />
      <Button type="submit" isBusy={grant.isBusy} disabled={user === '' || grant.isBusy}>
        {strings.grantAccess}
      </Button>
      <Refusal error={grant.refusal} />
    </form>
  );
}
