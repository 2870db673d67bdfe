import { X } from 'lucide-react';
import { showInvisible } from '#formats/show-invisible.ts';
import { Button } from '../ui/button.tsx';
import { Chip, ToggleChip } from '../ui/chip.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useNames } from './access-names.ts';
import styles from './access-page.module.css';
import { type AccessSearch, isNarrowed } from './access-search.ts';
import { actionWords, isAccessAction } from './access-words.ts';

interface AccessFiltersProps {
  org: string;
  search: AccessSearch;
  onChange: (search: AccessSearch) => void;
}

/** Filters of the log, which are stored in the URL. */
export function AccessFilters({ org, search, onChange }: AccessFiltersProps) {
  const names = useNames(org);
  const people = (names?.people ?? []).map(({ id, email, name }) => ({
    value: email ?? id,
    label: showInvisible(name),
  }));
  const datasets = (names?.datasets ?? []).map(({ slug, name }) => ({ value: slug, label: showInvisible(name) }));
  return (
    <search className={styles.filters} aria-label="Which entries">
      <SelectField
        label="Who"
        isLabelHidden
        value={search.who ?? ''}
        options={[{ value: '', label: 'Anybody' }, ...withChosen(people, search.who)]}
        onChange={(who) => onChange({ ...search, who: who || undefined })}
      />
      <SelectField
        label="What"
        isLabelHidden
        value={search.action ?? ''}
        options={[
          { value: '', label: 'Anything' },
          ...Object.entries(actionWords).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(action) => onChange({ ...search, action: isAccessAction(action) ? action : undefined })}
      />
      <SelectField
        label="Dataset"
        isLabelHidden
        value={search.dataset ?? ''}
        options={[{ value: '', label: 'Any dataset' }, ...withChosen(datasets, search.dataset)]}
        onChange={(dataset) => onChange({ ...search, dataset: dataset || undefined, item: undefined })}
      />
      <TextField
        label="From"
        isLabelHidden
        type="date"
        data-tip="The first day"
        value={search.from ?? ''}
        onChange={(event) => onChange({ ...search, from: event.target.value || undefined })}
      />
      <TextField
        label="To"
        isLabelHidden
        type="date"
        data-tip="The last day"
        value={search.to ?? ''}
        onChange={(event) => onChange({ ...search, to: event.target.value || undefined })}
      />
      {!search.action && (
        <ToggleChip
          isOn={search.thumbnails === 'show'}
          onToggle={(isOn) => onChange({ ...search, thumbnails: isOn ? 'show' : undefined })}
        >
          Show thumbnails
        </ToggleChip>
      )}
      {search.item && (
        <Chip isMono removeLabel="Of any item" onRemove={() => onChange({ ...search, item: undefined })}>
          {showInvisible(search.item)}
        </Chip>
      )}
      {search.token && (
        <Chip removeLabel="By any token" onRemove={() => onChange({ ...search, token: undefined })}>
          By one token
        </Chip>
      )}
      {search.link && (
        <Chip removeLabel="By any share link" onRemove={() => onChange({ ...search, link: undefined })}>
          By one share link
        </Chip>
      )}
      {isNarrowed(search) && (
        <Button tone="quiet" icon={<X size={14} />} onClick={() => onChange({ thumbnails: search.thumbnails })}>
          Clear
        </Button>
      )}
    </search>
  );
}

/** Adds the value of the URL to the options if it is not among them. */
function withChosen(options: readonly { value: string; label: string }[], chosen: string | undefined) {
  const isKnown = chosen === undefined || options.some(({ value }) => value === chosen);
  return isKnown ? options : [...options, { value: chosen, label: chosen }];
}
