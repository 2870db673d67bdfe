import { Search } from 'lucide-react';
import { useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import type { DatasetSearch } from '../routes/dataset-search.ts';
import { Button } from '../ui/button.tsx';
import { CountBar, FacetGroup } from '../ui/facet.tsx';
import { formatCount } from '../ui/format.ts';
import { TextField } from '../ui/text-field.tsx';
import styles from './dataset-facets.module.css';
import { isItemType, nameOfType, TypeIcon, titleOfType } from './item-type.tsx';

export const DatasetFacetsFragment = graphql(`
  fragment DatasetFacets_facets on ItemFacets {
    exact
    types {
      value
      count
    }
    tags {
      value
      count
    }
  }
`);

/** How many tags show before one asks for more, or looks for one by its name. */
const fewTags = 14;

interface DatasetFacetsProps {
  facets: FragmentType<typeof DatasetFacetsFragment>;
  search: DatasetSearch;
  onChange: (change: Pick<DatasetSearch, 'type' | 'tag'>) => void;
}

/** What is in the dataset, counted; each count is also a filter. */
export function DatasetFacets({ search, onChange, ...props }: DatasetFacetsProps) {
  const facets = readFragment(DatasetFacetsFragment, props.facets);
  const [showsAll, setShowsAll] = useState(false);
  const [text, setText] = useState('');
  const types = search.type ?? [];
  const tags = search.tag ?? [];
  const mostOfType = facets.types[0]?.count ?? 0;
  const mostOfTag = facets.tags[0]?.count ?? 0;

  const isOn = (tag: string) => tags.includes(tag);
  const found = facets.tags.filter(({ value }) => value.toLowerCase().includes(text.trim().toLowerCase()));
  // A filter that is on shows, however rare its tag is: else it could not be seen, or taken away, here.
  const shown = showsAll || text ? found : found.filter(({ value }, i) => i < fewTags || isOn(value));

  return (
    <>
      <FacetGroup title="Type">
        {facets.types.map(({ value, count }) =>
          isItemType(value) ? (
            <CountBar
              key={value}
              label={titleOfType(value)}
              icon={<TypeIcon type={value} size={13} />}
              count={count}
              maxCount={mostOfType}
              isOn={types.includes(nameOfType(value))}
              onToggle={() => onChange({ type: toggle(types, nameOfType(value)) })}
            />
          ) : null,
        )}
      </FacetGroup>
      {facets.tags.length > 0 && (
        <FacetGroup title="Tags">
          {facets.tags.length > fewTags && (
            <TextField
              label="Find a tag"
              isLabelHidden
              placeholder="Find a tag"
              icon={<Search size={13} aria-hidden />}
              value={text}
              className={styles.find}
              onChange={(event) => setText(event.target.value)}
            />
          )}
          {shown.map(({ value, count }) => (
            <CountBar
              key={value}
              label={value}
              count={count}
              maxCount={mostOfTag}
              isOn={isOn(value)}
              onToggle={() => onChange({ tag: toggle(tags, value) })}
            />
          ))}
          {found.length === 0 && <p className={styles.note}>No tag has this in its name.</p>}
          {!text && facets.tags.length > fewTags && (
            <Button tone="quiet" size="s" className={styles.all} onClick={() => setShowsAll(!showsAll)}>
              {showsAll ? 'Show fewer' : `Show all ${formatCount(facets.tags.length)}`}
            </Button>
          )}
        </FacetGroup>
      )}
      {!facets.exact && <p className={styles.note}>Counts are estimates, from a sample.</p>}
    </>
  );
}

function toggle(values: readonly string[], value: string): string[] | undefined {
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return next.length > 0 ? next : undefined;
}
