import { showInvisible } from '#formats/show-invisible.ts';
import styles from './fragments.module.css';

interface FragmentsProps {
  fragments: readonly { text: string; matched: boolean }[];
  /** Whether they are parts of a title or key, in which invisible characters are shown. */
  isName?: boolean;
}

/** A text with the matches of a search marked. It is rendered as text, so markup in it has no effect. */
export function Fragments({ fragments, isName = false }: FragmentsProps) {
  return fragments.map(({ text: given, matched }, i) => {
    const text = isName ? showInvisible(given) : given;
    return matched ? (
      <mark key={i} className={styles.match}>
        {text}
      </mark>
    ) : (
      text
    );
  });
}
