import { type FormEvent, useState } from 'react';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import * as strings from './strings.ts';

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
  { value: '1', label: strings.days(1) },
  { value: '7', label: strings.days(7) },
  { value: '30', label: strings.days(30) },
  { value: '90', label: strings.days(90) },
  { value: '366', label: strings.oneYear },
] as const;

interface CreateShareLinkDialogProps {
  datasetId: string;
  currentRevision: number | null;
  isOpen: boolean;
  onCreate: () => void;
  onClose: () => void;
}

/** Dialog that creates a share link and shows its URL once. */
export function CreateShareLinkDialog({ isOpen, onClose, ...rest }: CreateShareLinkDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={strings.createLink} size="s">
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
        <p>{strings.linkShownOnce}</p>
        <div className={styles.secret}>
          <code>{url}</code>
          <CopyButton text={url} label={strings.copyLink} />
        </div>
        <p className={styles.quiet}>{strings.linkOpensTo}</p>
        <div className={styles.actions}>
          <Button tone="primary" onClick={onClose}>
            {strings.done}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={strings.name}
        hint={strings.linkNameHint}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={strings.shows}
        value={shows}
        options={[
          { value: 'current', label: strings.currentRevisionOption },
          { value: 'pinned', label: strings.fixedRevisionOption },
        ]}
        onChange={setShows}
      />
      {shows === 'pinned' && (
        <TextField
          label={strings.revision}
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
            {strings.includeReviews}
            <small>{strings.includeReviewsHint}</small>
          </span>
        </label>
      )}
      <SelectField label={strings.expiresAfter} value={days} options={expiries} onChange={setDays} />
      <Refusal error={create.refusal} />
      <div className={styles.actions}>
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button type="submit" tone="primary" isBusy={create.isBusy} disabled={create.isBusy || name.trim() === ''}>
          {strings.createLink}
        </Button>
      </div>
    </form>
  );
}
