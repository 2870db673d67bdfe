import { showInvisible } from '#formats/show-invisible.ts';
import styles from './fragments.module.css';

interface FragmentsProps {
  fragments: readonly { text: string; isMatch: boolean }[];
  /** Whether they are parts of a title or key, in which invisible characters are shown. */
  isName?: boolean;
}

/** A text with the matches of a search marked. It is rendered as text, so markup in it has no effect. */
export function Fragments({ fragments, isName = false }: FragmentsProps) {
  return fragments.map(({ text: given, isMatch }, i) => {
    const text = isName ? showInvisible(given) : given;
    return isMatch ? (
      <mark key={i} className={styles.match}>
        {text}
      </mark>
    ) : (
      text
    );
  });
}
