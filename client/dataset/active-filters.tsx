import { showInvisible } from '#formats/show-invisible.ts';
import { titleOfType, typeFromName } from '../item/item-type-names.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import styles from './active-filters.module.css';
import type { ChangeFilter } from './dataset-facets.tsx';
import { type DatasetSearch, type FilterSearch, type FromFilters, fromFilters } from './dataset-search.ts';
import * as strings from './strings.ts';

interface ActiveFiltersProps {
  search: DatasetSearch;
  onChange: ChangeFilter;
}

/** List of the active filters, each with a button that removes it. */
export function ActiveFilters({ search, onChange }: ActiveFiltersProps) {
  const filters = fromFilters(filtersOf, search)
    .flat()
    .map((filter) => ({ ...filter, text: showInvisible(filter.text) }));
  if (filters.length === 0) return null;
  return (
    <section aria-label={strings.filters} className={styles.filters}>
      {filters.map(({ text, without }) => (
        <Chip key={text} tone="accent" removeLabel={strings.removeFilter(text)} onRemove={() => onChange(without)}>
          {text}
        </Chip>
      ))}
      <Button tone="quiet" size="s" onClick={() => onChange(noFilter)}>
        {strings.clearFilters}
      </Button>
    </section>
  );
}

export const noFilter: Record<keyof FilterSearch, undefined> = {
  type: undefined,
  tag: undefined,
  label: undefined,
  q: undefined,
};

interface ActiveFilter {
  text: string;
  without: Parameters<ChangeFilter>[0];
}

const filtersOf: FromFilters<ActiveFilter[]> = {
  q: (q) => [{ text: strings.quoted(q), without: { q: undefined } }],
  type: (types) =>
    types.map((name) => {
      const known = typeFromName(name);
      return {
        text: known ? titleOfType(known) : name,
        without: (old) => ({ type: remove(old.type, name) }),
      };
    }),
  tag: (tags) =>
    tags.map((name) => ({ text: strings.tagFilter(name), without: (old) => ({ tag: remove(old.tag, name) }) })),
  label: (label) => [{ text: strings.labelFilter(label), without: { label: undefined } }],
};

function remove(values: readonly string[] | undefined, value: string): string[] | undefined {
  return values?.filter((one) => one !== value);
}
