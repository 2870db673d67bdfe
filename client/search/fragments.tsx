import { showInvisible } from '#formats/show-invisible.ts';
import styles from './fragments.module.css';

interface FragmentsProps {
  fragments: readonly { text: string; isMatch: boolean }[];
  /** Whether they are of a title or a key, whose invisible characters are shown. */
  isName?: boolean;
}

/** A text with what was searched for marked. It is put in as text: nothing in it is markup. */
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
