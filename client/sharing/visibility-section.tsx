import { useState } from 'react';
import { keysOf } from '#formats/keys-of.ts';
import { useAction } from '../data/use-action.ts';
import type { DatasetVisibility } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Refusal } from '../settings/refusal.tsx';
import { Section } from '../settings/section.tsx';
import styles from '../settings/settings.module.css';
import { useOrganization } from '../settings/use-organization.ts';
import { toast } from '../ui/toast.tsx';

const VisibilitySectionFragment = graphql(`
  fragment VisibilitySection_dataset on Dataset {
    id
    visibility
    sensitive
  }
`);

const SetVisibilityMutation = graphql(`
  mutation SetVisibility($input: UpdateDatasetInput!) {
    updateDataset(input: $input) {
      ... on UpdateDatasetSuccess {
        dataset {
          id
          visibility
          sensitive
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

interface VisibilitySectionProps {
  org: string;
  dataset: FragmentType<typeof VisibilitySectionFragment>;
  mayChange: boolean;
  onChange: () => void;
}

/** Settings for admins: whether all members or only some see the dataset, and whether caches may store its files. */
export function VisibilitySection({ org, mayChange, onChange, ...props }: VisibilitySectionProps) {
  const dataset = readFragment(VisibilitySectionFragment, props.dataset);
  // Shows the requested values while the request is running.
  const [asked, setAsked] = useState<{ visibility?: DatasetVisibility; sensitive?: boolean }>({});
  const { id, visibility, sensitive } = { ...dataset, ...asked };
  const { name } = useOrganization(org);
  const change = useAction(SetVisibilityMutation);
  const choices: Record<DatasetVisibility, { label: string; note: string }> = {
    ORGANIZATION: { label: `All members of ${name}`, note: 'Everyone in the organization can see it.' },
    RESTRICTED: { label: 'Only some', note: 'Admins, and the members listed below.' },
  };

  async function set(changes: { visibility: DatasetVisibility } | { sensitive: boolean }, done: string) {
    setAsked(changes);
    if (!(await change.run({ input: { datasetId: id, ...changes } }))) return setAsked({});
    toast(done);
    onChange();
  }

  return (
    <Section title="Who sees it" about={mayChange ? undefined : 'Only an admin can change this.'}>
      <div className={styles.form}>
        <fieldset className={styles.choices} disabled={!mayChange || change.isBusy}>
          <legend>Members</legend>
          {keysOf(choices).map((value) => (
            <label key={value} className={styles.choice}>
              <input
                type="radio"
                name="visibility"
                checked={visibility === value}
                onChange={() => set({ visibility: value }, `Visible to: ${choices[value].label}`)}
              />
              <span>
                {choices[value].label}
                <small>{choices[value].note}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset className={styles.choices} disabled={!mayChange || change.isBusy}>
          <legend>Files</legend>
          <label className={styles.choice}>
            <input
              type="checkbox"
              checked={sensitive}
              onChange={(event) =>
                set(
                  { sensitive: event.target.checked },
                  event.target.checked ? 'Files are no longer cached.' : 'Browsers may cache files for a while.',
                )
              }
            />
            <span>
              Sensitive
              <small>Browsers and proxies keep no copy of the files, and load them again each time.</small>
            </span>
          </label>
        </fieldset>
        <Refusal error={change.refusal} />
      </div>
    </Section>
  );
}
