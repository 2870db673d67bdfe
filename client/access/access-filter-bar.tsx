import { X } from 'lucide-react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useNames } from '../data/organization-names.ts';
import { Button } from '../ui/button.tsx';
import { Chip, ToggleChip } from '../ui/chip.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { isAccessAction } from './access-actions.ts';
import styles from './access-page.module.css';
import { type AccessSearch, isNarrowed } from './access-search.ts';
import * as strings from './strings.ts';

interface AccessFilterBarProps {
  org: string;
  search: AccessSearch;
  /** Receives the changed filters. A filter that was removed is undefined. */
  onChange: (change: Partial<AccessSearch>) => void;
  onClear: () => void;
}

/** Filters of the access log. They are stored in the URL. */
export function AccessFilterBar({ org, search, onChange, onClear }: AccessFilterBarProps) {
  const names = useNames(org);
  const people = (names?.people ?? []).map(({ id, email, name }) => ({
    value: email ?? id,
    label: showInvisible(name),
  }));
  const datasets = (names?.datasets ?? []).map(({ slug, name }) => ({ value: slug, label: showInvisible(name) }));
  return (
    <search className={styles.filters} aria-label={strings.filters}>
      <SelectField
        label={strings.person}
        isLabelHidden
        value={search.who ?? ''}
        options={[{ value: '', label: strings.anyone }, ...withChosen(people, search.who)]}
        onChange={(who) => onChange({ who: who || undefined })}
      />
      <SelectField
        label={strings.action}
        isLabelHidden
        value={search.action ?? ''}
        options={[
          { value: '', label: strings.allActions },
          ...Object.entries(strings.actions).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(action) => onChange({ action: isAccessAction(action) ? action : undefined })}
      />
      <SelectField
        label={strings.dataset}
        isLabelHidden
        value={search.dataset ?? ''}
        options={[{ value: '', label: strings.allDatasets }, ...withChosen(datasets, search.dataset)]}
        onChange={(dataset) => onChange({ dataset: dataset || undefined, item: undefined })}
      />
      <TextField
        label={strings.from}
        isLabelHidden
        type="date"
        data-tip={strings.firstDay}
        value={search.from ?? ''}
        onChange={(event) => onChange({ from: event.target.value || undefined })}
      />
      <TextField
        label={strings.to}
        isLabelHidden
        type="date"
        data-tip={strings.lastDay}
        value={search.to ?? ''}
        onChange={(event) => onChange({ to: event.target.value || undefined })}
      />
      {!search.action && (
        <ToggleChip
          isOn={search.thumbnails === 'show'}
          onToggle={(isOn) => onChange({ thumbnails: isOn ? 'show' : undefined })}
        >
          {strings.showThumbnails}
        </ToggleChip>
      )}
      {search.item && (
        <Chip isMono removeLabel={strings.removeItemFilter} onRemove={() => onChange({ item: undefined })}>
          {showInvisible(search.item)}
        </Chip>
      )}
      {search.token && (
        <Chip removeLabel={strings.removeTokenFilter} onRemove={() => onChange({ token: undefined })}>
          {strings.oneToken}
        </Chip>
      )}
      {search.link && (
        <Chip removeLabel={strings.removeShareLinkFilter} onRemove={() => onChange({ link: undefined })}>
          {strings.oneShareLink}
        </Chip>
      )}
      {isNarrowed(search) && (
        <Button tone="quiet" icon={<X size={14} />} onClick={onClear}>
          {strings.clearFilters}
        </Button>
      )}
    </search>
  );
}

/** Adds the value from the URL to the options if it is missing there. */
function withChosen(options: readonly { value: string; label: string }[], chosen: string | undefined) {
  const isKnown = chosen === undefined || options.some(({ value }) => value === chosen);
  return isKnown ? options : [...options, { value: chosen, label: chosen }];
}
