import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { formatRevision } from '../ui/format.ts';
import { SelectField } from '../ui/select-field.tsx';
import styles from './revision-pair.module.css';
import * as strings from './strings.ts';

const route = getRouteApi('/signed-in/o/$org/d/$slug/revisions');
/** Number of revisions in the select fields. Others can be chosen in the URL. */
const choices = 200;

interface Pair {
  from: number;
  to: number;
}

interface RevisionPairProps extends Pair {
  organization: string;
  slug: string;
  newest: number | undefined;
}

/** Select fields for the two revisions of a comparison. */
export function RevisionPair({ organization, slug, from, to, newest }: RevisionPairProps) {
  const navigate = route.useNavigate();
  // Changes the latest URL, because two changes may occur before the page renders again.
  const compare = (choose: (shown: Pair) => Partial<Pair>) =>
    void navigate({
      search: (old) => {
        const shown = { from: old.from ?? from, to: old.to ?? to };
        return { ...shown, ...choose(shown) };
      },
      replace: true,
    });
  const last = Math.max(newest ?? 0, from, to);
  const numbers = new Set([...Array.from({ length: Math.min(last, choices) }, (_, i) => last - i), from, to]);
  const options = [...numbers]
    .toSorted((a, b) => b - a)
    .map((number) => ({ value: String(number), label: formatRevision(number) }));
  return (
    <div className={styles.pair}>
      <SelectField
        label={strings.baseRevision}
        isLabelHidden
        value={String(from)}
        options={options}
        onChange={(value) => compare(() => ({ from: Number(value) }))}
      />
      <IconButton
        label={strings.swap}
        icon={<ArrowLeftRight size={14} />}
        onClick={() => compare((shown) => ({ from: shown.to, to: shown.from }))}
      />
      <SelectField
        label={strings.comparedRevision}
        isLabelHidden
        value={String(to)}
        options={options}
        onChange={(value) => compare(() => ({ to: Number(value) }))}
      />
      <Link to="/o/$org/d/$slug/revisions" params={{ org: organization, slug }} search={{}}>
        {strings.allRevisions}
      </Link>
    </div>
  );
}
