import { type FormEvent, useState } from 'react';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { Refusal } from '../settings/refusal.tsx';
import styles from '../settings/settings.module.css';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';

const CreateShareLinkMutation = graphql(`
  mutation CreateShareLink($input: CreateShareLinkInput!) {
    createShareLink(input: $input) {
      ... on CreateShareLinkSuccess {
        url
        shareLink {
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

const expiries = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '366', label: '1 year' },
] as const;

interface CreateShareLinkDialogProps {
  datasetId: string;
  currentRevision: number | null;
  isOpen: boolean;
  onCreate: () => void;
  onClose: () => void;
}

/** Creates a share link and shows its URL once. */
export function CreateShareLinkDialog({ isOpen, onClose, ...rest }: CreateShareLinkDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="New share link" size="s">
      <CreateShareLink {...rest} onClose={onClose} />
    </Dialog>
  );
}

function CreateShareLink(props: Omit<CreateShareLinkDialogProps, 'isOpen'>) {
  const { datasetId, currentRevision, onCreate, onClose } = props;
  const create = useAction(CreateShareLinkMutation);
  const [name, setName] = useState('');
  const [days, setDays] = useState<(typeof expiries)[number]['value']>('7');
  const [shows, setShows] = useState<'current' | 'pinned'>('current');
  const [revision, setRevision] = useState(String(currentRevision ?? 1));
  const [withReviews, setWithReviews] = useState(false);
  const [url, setUrl] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const pinned = shows === 'pinned' ? { revisionNumber: Number(revision), withReviews } : {};
    const done = await create.run({
      input: { datasetId, name, ...pinned, expiresInDays: Number(days) },
    });
    if (!done) return;
    setUrl(done.url);
    onCreate();
  }

  if (url) {
    return (
      <div className={styles.form}>
        <p>Copy the link now. It will not be shown again.</p>
        <div className={styles.secret}>
          <code>{url}</code>
          <CopyButton text={url} label="Copy the link" />
        </div>
        <p className={styles.quiet}>Anyone with this link can see the dataset.</p>
        <div className={styles.actions}>
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label="Name"
        hint="Shown in the list of links and in the access log, such as the name of the recipient."
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label="Shows"
        value={shows}
        options={[
          { value: 'current', label: 'The current revision, updated with each publish' },
          { value: 'pinned', label: 'One fixed revision' },
        ]}
        onChange={setShows}
      />
      {shows === 'pinned' && (
        <TextField
          label="Revision"
          type="number"
          required
          min={1}
          max={currentRevision ?? undefined}
          value={revision}
          onChange={(event) => setRevision(event.target.value)}
        />
      )}
      {shows === 'pinned' && (
        <label className={styles.choice}>
          <input type="checkbox" checked={withReviews} onChange={(event) => setWithReviews(event.target.checked)} />
          <span>
            Include reviewers’ annotations
            <small>They may be newer than the revision.</small>
          </span>
        </label>
      )}
      <SelectField label="Expires after" value={days} options={expiries} onChange={setDays} />
      <Refusal error={create.refusal} />
      <div className={styles.actions}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={create.isBusy} disabled={create.isBusy || name.trim() === ''}>
          Create link
        </Button>
      </div>
    </form>
  );
}
