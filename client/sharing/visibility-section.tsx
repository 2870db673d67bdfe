import { useId, useState } from 'react';
import { keysOf } from '#formats/keys-of.ts';
import { useAction } from '../data/use-action.ts';
import type { DatasetVisibility } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Section } from '../panels/section.tsx';
import { useOrganization } from '../shell/use-organization.ts';
import { toast } from '../ui/toast.tsx';
import * as strings from './strings.ts';

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

/**
 * Settings for admins: whether all members or only some can see the dataset, and whether caches may store its files.
 */
export function VisibilitySection({ org, mayChange, onChange, ...props }: VisibilitySectionProps) {
  const dataset = readFragment(VisibilitySectionFragment, props.dataset);
  // Shows the requested values while the request is running.
  const [asked, setAsked] = useState<{ visibility?: DatasetVisibility; sensitive?: boolean }>({});
  const { id, visibility, sensitive } = { ...dataset, ...asked };
  const { name } = useOrganization(org);
  const change = useAction(SetVisibilityMutation);
  const group = useId();
  const choices: Record<DatasetVisibility, { label: string; note: string }> = {
    ORGANIZATION: { label: strings.allMembers(name), note: strings.allMembersHint },
    RESTRICTED: { label: strings.someMembers, note: strings.someMembersHint },
  };

  async function set(changes: { visibility: DatasetVisibility } | { sensitive: boolean }, done: string) {
    setAsked(changes);
    if (!(await change.run({ input: { datasetId: id, ...changes } }))) return setAsked({});
    toast(done);
    onChange();
  }

  return (
    <Section title={strings.visibility} about={mayChange ? undefined : strings.onlyAdmins}>
      <div className={styles.form}>
        <fieldset className={styles.choices} disabled={!mayChange || change.isBusy}>
          <legend>{strings.members}</legend>
          {keysOf(choices).map((value) => (
            <label key={value} className={styles.choice}>
              <input
                type="radio"
                name={group}
                checked={visibility === value}
                onChange={() => set({ visibility: value }, strings.visibleTo(choices[value].label))}
              />
              <span>
                {choices[value].label}
                <small>{choices[value].note}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset className={styles.choices} disabled={!mayChange || change.isBusy}>
          <legend>{strings.files}</legend>
          <label className={styles.choice}>
            <input
              type="checkbox"
              checked={sensitive}
              onChange={(event) =>
                set({ sensitive: event.target.checked }, event.target.checked ? strings.cachingOff : strings.cachingOn)
              }
            />
            <span>
              {strings.sensitive}
              <small>{strings.sensitiveHint}</small>
            </span>
          </label>
        </fieldset>
        <Refusal error={change.refusal} />
      </div>
    </Section>
  );
}
