import { TypeIcon } from '../item/item-type.tsx';
import { isItemType, nameOfType, titleOfType } from '../item/item-type-names.ts';
import { CountBar, FacetGroup } from '../ui/facet.tsx';
import type { DatasetSearch, FilterSearch } from './dataset-search.ts';
import styles from './facet-list.module.css';
import { FacetList } from './facet-list.tsx';
import * as strings from './strings.ts';
import type { Facets } from './use-facets.ts';

/**
 * Function that changes the filters. The change may be a function of the latest URL, because two changes may occur
 * before the page renders again.
 */
export type ChangeFilter = (change: FilterSearch | ((old: DatasetSearch) => FilterSearch)) => void;

interface DatasetFacetsProps {
  facets: Facets;
  search: DatasetSearch;
  onChange: ChangeFilter;
}

/** Facets of the dataset with their counts. Each facet value is also a filter. */
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
              onToggle={() => onChange((old) => ({ type: toggle(old.type, nameOfType(value)) }))}
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
        onToggle={(value) => onChange((old) => ({ tag: toggle(old.tag, value) }))}
      />
      <FacetList
        title={strings.annotations}
        findLabel={strings.findLabel}
        facets={facets.labels}
        most={facets.most.labels}
        chosen={label === undefined ? [] : [label]}
        onToggle={(value) => onChange((old) => ({ label: value === old.label ? undefined : value }))}
      />
      {!facets.isExact && <p className={styles.note}>{strings.estimates}</p>}
    </>
  );
}

function toggle(values: readonly string[] | undefined, value: string): string[] {
  if (!values) return [value];
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
