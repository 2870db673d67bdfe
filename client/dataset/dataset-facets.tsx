import type { DatasetSearch } from '../routes/dataset-search.ts';
import { CountBar, FacetGroup } from '../ui/facet.tsx';
import styles from './facet-list.module.css';
import { FacetList } from './facet-list.tsx';
import { TypeIcon } from './item-type.tsx';
import { isItemType, nameOfType, titleOfType } from './item-type-names.ts';
import * as strings from './strings.ts';
import type { Facets } from './use-facets.ts';

/** Search params that filter the items. */
export type FilterChange = Pick<DatasetSearch, 'type' | 'tag' | 'label' | 'q'>;

interface DatasetFacetsProps {
  facets: Facets;
  search: DatasetSearch;
  onChange: (change: FilterChange) => void;
}

/** Facets of the dataset with their counts. Each is also a filter. */
export function DatasetFacets({ facets, search, onChange }: DatasetFacetsProps) {
  const { type = [], tag = [], label } = search;
  return (
    <>
      <FacetGroup title={strings.type}>
        {facets.types.map(({ value, count }) =>
          isItemType(value) ? (
            <CountBar
              key={value}
              label={titleOfType(value)}
              icon={<TypeIcon type={value} size={13} />}
              count={count}
              maxCount={facets.most.types}
              isOn={type.includes(nameOfType(value))}
              onToggle={() => onChange({ type: toggle(type, nameOfType(value)) })}
            />
          ) : null,
        )}
      </FacetGroup>
      <FacetList
        title={strings.tags}
        findLabel={strings.findTag}
        facets={facets.tags}
        most={facets.most.tags}
        chosen={tag}
        onToggle={(value) => onChange({ tag: toggle(tag, value) })}
      />
      <FacetList
        title={strings.annotations}
        findLabel={strings.findLabel}
        facets={facets.labels}
        most={facets.most.labels}
        chosen={label === undefined ? [] : [label]}
        onToggle={(value) => onChange({ label: value === label ? undefined : value })}
      />
      {!facets.isExact && <p className={styles.note}>{strings.estimates}</p>}
    </>
  );
}

function toggle(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
