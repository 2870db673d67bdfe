import type { DatasetSearch } from '../routes/dataset-search.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import styles from './active-filters.module.css';
import { titleOfType, typeFromName } from './item-type.tsx';

interface ActiveFiltersProps {
  search: DatasetSearch;
  onChange: (change: Pick<DatasetSearch, 'type' | 'tag'>) => void;
}

/** The filters that are on, each of which can be taken away. */
export function ActiveFilters({ search, onChange }: ActiveFiltersProps) {
  const { type = [], tag = [] } = search;
  if (type.length + tag.length === 0) return null;
  return (
    <section aria-label="Active filters" className={styles.filters}>
      {type.map((name) => {
        const known = typeFromName(name);
        const label = known ? titleOfType(known) : name;
        const rest = type.filter((one) => one !== name);
        return (
          <Chip
            key={name}
            tone="accent"
            removeLabel={`Remove the filter ${label}`}
            onRemove={() => onChange({ type: rest })}
          >
            {label}
          </Chip>
        );
      })}
      {tag.map((name) => (
        <Chip
          key={name}
          tone="accent"
          removeLabel={`Remove the filter ${name}`}
          onRemove={() => onChange({ tag: tag.filter((one) => one !== name) })}
        >
          #{name}
        </Chip>
      ))}
      <Button tone="quiet" size="s" onClick={() => onChange({ type: undefined, tag: undefined })}>
        Clear
      </Button>
    </section>
  );
}
