import { Search } from 'lucide-react';
import { useState } from 'react';
import { foldText } from '#formats/text/fold-text.ts';
import { Button } from '../ui/button.tsx';
import { CountBar, FacetGroup } from '../ui/facet.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './facet-list.module.css';
import * as strings from './strings.ts';
import type { Facet } from './use-facets.ts';

/** Number of values that are shown at first. If there are more, the user can expand the list and search it by name. */
const fewValues = 14;

interface FacetListProps {
  title: string;
  /** Label of the search field. */
  findLabel: string;
  facets: readonly Facet[];
  most: number;
  chosen: readonly string[];
  onToggle: (value: string) => void;
}

/** Values of a facet. Shows the most frequent ones, and finds others by name, because there may be hundreds. */
export function FacetList({ title, findLabel, facets, most, chosen, onToggle }: FacetListProps) {
  const [showsAll, setShowsAll] = useState(false);
  const [text, setText] = useState('');
  if (facets.length === 0) return null;
  const isLong = facets.length > fewValues;
  const sought = foldText(text.trim());
  const found = facets.filter(({ value }) => foldText(value).includes(sought));
  // Always shows the values of active filters, even rare ones. Otherwise users could not remove these filters here.
  const shown = showsAll || text ? found : found.filter(({ value }, i) => i < fewValues || chosen.includes(value));
  return (
    <FacetGroup title={title}>
      {isLong && (
        <TextField
          label={findLabel}
          isLabelHidden
          placeholder={findLabel}
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
          maxCount={most}
          isOn={chosen.includes(value)}
          onToggle={() => onToggle(value)}
        />
      ))}
      {found.length === 0 && <p className={styles.note}>{strings.noFacets(text)}</p>}
      {!text && isLong && (
        <Button tone="quiet" size="s" className={styles.all} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? strings.showFewer : strings.showAll(facets.length)}
        </Button>
      )}
    </FacetGroup>
  );
}
