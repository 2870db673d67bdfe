import { type FormEvent, useId, useState } from 'react';
import { useClient } from 'urql';
import { keysOf } from '#formats/keys-of.ts';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { loadOnce } from '../data/load-once.ts';
import { useAction } from '../data/use-action.ts';
import type { TokenScope } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { DatasetChoices } from './dataset-choices.tsx';
import { NewSecret } from './new-secret.tsx';
import { OrganizationIdQuery } from './organization-id.ts';
import * as strings from './strings.ts';

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

const scopes = keysOf(strings.scopes);
const isPreset: Record<TokenScope, boolean> = { READ: true, PUBLISH: true, ADMIN: false };
const presetScopes = scopes.filter((scope) => isPreset[scope]);

const expiries = [
  { value: '7', label: strings.days(7) },
  { value: '30', label: strings.days(30) },
  { value: '90', label: strings.days(90) },
  { value: '366', label: strings.oneYear },
] as const;

interface CreateTokenDialogProps {
  org: string;
  isOpen: boolean;
  onCreate: () => void;
  onClose: () => void;
}

/** Dialog that creates a token and shows its secret once. */
export function CreateTokenDialog({ isOpen, onClose, ...rest }: CreateTokenDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={strings.createToken} size="s">
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
        label={strings.name}
        hint={strings.tokenNameHint}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className={styles.choices}>
        <legend>{strings.scopesLegend}</legend>
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
              {strings.scopes[scope].label}
              <small>{strings.scopes[scope].hint}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <DatasetChoices org={org} chosen={datasets} onChange={setDatasets} />
      <SelectField label={strings.expiresAfter} value={days} options={expiries} onChange={setDays} />
      <Refusal error={problem ?? create.refusal} />
      <div className={styles.actions}>
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button
          type="submit"
          tone="primary"
          isBusy={create.isBusy}
          disabled={create.isBusy || chosen.length === 0 || datasets?.length === 0 || name.trim() === ''}
        >
          {strings.createToken}
        </Button>
      </div>
    </form>
  );
}
