import styles from './fragments.module.css';

interface FragmentsProps {
  fragments: readonly { text: string; isMatch: boolean }[];
}

/** A text with what was searched for marked. It is put in as text: nothing in it is markup. */
export function Fragments({ fragments }: FragmentsProps) {
  return fragments.map(({ text, isMatch }, i) =>
    isMatch ? (
      <mark key={i} className={styles.match}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
