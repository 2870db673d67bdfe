import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { loadOnce } from '../data/load-once.ts';
import { useAction } from '../data/use-action.ts';
import type { EventKind } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { KindChoices } from './kind-choices.tsx';
import { NewWebhookSecret } from './new-webhook-secret.tsx';
import { OrganizationIdQuery } from './organization-id.ts';
import * as strings from './strings.ts';

const CreateWebhookMutation = graphql(`
  mutation CreateWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) {
      ... on CreateWebhookSuccess {
        secret
        webhook {
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

interface CreateWebhookDialogProps {
  org: string;
  isOpen: boolean;
  onCreate: (id: string) => void;
  onClose: () => void;
}

/** Dialog that creates a webhook and shows its secret once. */
export function CreateWebhookDialog({ isOpen, onClose, ...rest }: CreateWebhookDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={strings.createWebhook} size="s">
      <CreateWebhook {...rest} onClose={onClose} />
    </Dialog>
  );
}

function CreateWebhook({ org, onCreate, onClose }: Omit<CreateWebhookDialogProps, 'isOpen'>) {
  const client = useClient();
  const create = useAction(CreateWebhookMutation);
  const [url, setUrl] = useState('');
  const [kinds, setKinds] = useState<readonly EventKind[] | null>(null);
  const [problem, setProblem] = useState<ApiError>();
  const [secret, setSecret] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    try {
      const { organization } = await loadOnce(client, OrganizationIdQuery, { org });
      const input = { organizationId: organization?.id ?? org, url: url.trim(), kinds: [...(kinds ?? [])] };
      const done = await create.run({ input });
      if (!done) return;
      setSecret(done.secret);
      onCreate(done.webhook.id);
    } catch (error) {
      setProblem(toApiError(error));
    }
  }

  if (secret) return <NewWebhookSecret secret={secret} onDone={onClose} />;
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={strings.url}
        hint={strings.urlHint}
        type="url"
        required
        maxLength={2_048}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <KindChoices chosen={kinds} onChange={setKinds} />
      <Refusal error={problem ?? create.refusal} />
      <div className={styles.actions}>
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button
          type="submit"
          tone="primary"
          isBusy={create.isBusy}
          disabled={create.isBusy || url.trim() === '' || kinds?.length === 0}
        >
          {strings.createWebhook}
        </Button>
      </div>
    </form>
  );
}
