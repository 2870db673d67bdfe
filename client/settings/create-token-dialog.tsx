import { type FormEvent, useId, useState } from 'react';
import { useClient } from 'urql';
import { keysOf } from '#formats/keys-of.ts';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { loadOnce } from '../data/load-once.ts';
import { useAction } from '../data/use-action.ts';
import type { TokenScope } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { DatasetChoices } from './dataset-choices.tsx';
import { NewSecret } from './new-secret.tsx';
import { OrganizationIdQuery } from './organization-id.ts';
import { Refusal } from './refusal.tsx';
import styles from './settings.module.css';

const CreateTokenMutation = graphql(`
  mutation CreateToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      ... on CreateApiTokenSuccess {
        secret
        token {
          id
          name
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

interface ScopeChoice {
  label: string;
  note: string;
  isPreset: boolean;
}

const scopeChoices: Record<TokenScope, ScopeChoice> = {
  READ: { label: 'Read', note: 'Datasets, items and files.', isPreset: true },
  PUBLISH: { label: 'Publish', note: 'Open, fill and publish ingest sessions, annotate.', isPreset: true },
  ADMIN: { label: 'Administer', note: 'Members, tokens, the access log. Few programs need it.', isPreset: false },
};
const scopes = keysOf(scopeChoices);
const presetScopes = scopes.filter((scope) => scopeChoices[scope].isPreset);

const expiries = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '366', label: 'A year' },
] as const;

interface CreateTokenDialogProps {
  org: string;
  isOpen: boolean;
  onCreate: () => void;
  onClose: () => void;
}

/** Creates a token and shows its secret once. */
export function CreateTokenDialog({ isOpen, onClose, ...rest }: CreateTokenDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="New token" size="s">
      <CreateToken {...rest} onClose={onClose} />
    </Dialog>
  );
}

function CreateToken({ org, onCreate, onClose }: Omit<CreateTokenDialogProps, 'isOpen'>) {
  const client = useClient();
  const formId = useId();
  const create = useAction(CreateTokenMutation);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly TokenScope[]>(presetScopes);
  const [days, setDays] = useState<(typeof expiries)[number]['value']>('90');
  const [datasets, setDatasets] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<ApiError>();
  const [secret, setSecret] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    try {
      const { organization } = await loadOnce(client, OrganizationIdQuery, { org });
      const input = {
        organizationId: organization?.id ?? org,
        name,
        scopes: [...chosen],
        datasetIds: datasets && [...datasets],
        expiresInDays: Number(days),
      };
      const done = await create.run({ input });
      if (!done) return;
      setSecret(done.secret);
      onCreate();
    } catch (error) {
      setProblem(toApiError(error));
    }
  }

  if (secret) return <NewSecret secret={secret} onDone={onClose} />;
  return (
    <form id={formId} className={styles.form} onSubmit={submit}>
      <TextField
        label="Name"
        hint="What it is for: a pipeline, a notebook, a machine."
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className={styles.choices}>
        <legend>It may</legend>
        {scopes.map((scope) => (
          <label key={scope} className={styles.choice}>
            <input
              type="checkbox"
              checked={chosen.includes(scope)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((other) => other !== scope))
              }
            />
            <span>
              {scopeChoices[scope].label}
              <small>{scopeChoices[scope].note}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <DatasetChoices org={org} chosen={datasets} onChange={setDatasets} />
      <SelectField label="Expires after" value={days} options={expiries} onChange={setDays} />
      <Refusal error={problem ?? create.refusal} />
      <div className={styles.actions}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          tone="primary"
          isBusy={create.isBusy}
          disabled={create.isBusy || chosen.length === 0 || datasets?.length === 0 || name.trim() === ''}
        >
          Create token
        </Button>
      </div>
    </form>
  );
}
