import { showInvisible } from '#formats/show-invisible.ts';
import styles from './fragments.module.css';

interface FragmentsProps {
  fragments: readonly { text: string; matched: boolean }[];
  /** Whether the text is a title or key. Invisible characters are then made visible. */
  isName?: boolean;
}

/** Text with the matches of a search marked. Markup in the text has no effect. */
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
