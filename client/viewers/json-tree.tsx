import { Fragment, useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { cx } from '../ui/cx.ts';
import { formatCount } from '../ui/format.ts';
import styles from './json-tree.module.css';
import * as strings from './strings.ts';

/** Number of entries shown at first. */
const maxEntries = 100;

/** Tree of any JSON value, with branches that open and close. Small branches start open. */
export function JsonTree({ value, depth = 0 }: { value: unknown; depth?: number }) {
  const [count, setCount] = useState(maxEntries);
  if (!isBranch(value)) return <Leaf value={value} />;
  const entries = Object.entries(value);
  return (
    <ul className={cx(styles.branch, depth === 0 && styles.root)}>
      {entries.slice(0, count).map(([name, child]) => (
        <li key={name}>
          {isBranch(child) && Object.keys(child).length > 0 ? (
            <details open={depth < 2 && Object.keys(child).length <= 20}>
              <summary>
                <Name name={name} />
                <span className={styles.size}>{sizeOf(child)}</span>
              </summary>
              <JsonTree value={child} depth={depth + 1} />
            </details>
          ) : (
            <div className={styles.entry}>
              <Name name={name} />
              <Leaf value={child} />
            </div>
          )}
        </li>
      ))}
      {entries.length > count && (
        <li>
          <button type="button" className={styles.more} onClick={() => setCount(count + maxEntries * 5)}>
            {strings.showMoreEntries(entries.length - count)}
          </button>
        </li>
      )}
    </ul>
  );
}

/** A name that breaks between its words if it is long: source|Package. */
function Name({ name }: { name: string }) {
  return (
    <span className={styles.name}>
      {showInvisible(name)
        .split(/(?<=\p{Ll})(?=\p{Lu})|(?<=[_.-])/u)
        .map((part, index) => (
          <Fragment key={index}>
            {index > 0 && <wbr />}
            {part}
          </Fragment>
        ))}
    </span>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (isBranch(value))
    return <span className={styles.none}>{Array.isArray(value) ? strings.emptyList : strings.emptyObject}</span>;
  if (value === null || value === undefined || value === '') {
    return <span className={styles.none}>{value === '' ? strings.emptyText : strings.nothing}</span>;
  }
  if (typeof value === 'string') return <TextLeaf text={value} />;
  return <span className={styles.number}>{JSON.stringify(value)}</span>;
}

function TextLeaf({ text }: { text: string }) {
  if (/^https?:\/\/\S+$/.test(text)) {
    return (
      <a href={text} target="_blank" rel="noreferrer noopener" className={styles.text}>
        {text}
      </a>
    );
  }
  return (
    <span className={styles.text} dir="auto">
      {text}
    </span>
  );
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function sizeOf(value: object): string {
  const count = formatCount(Object.keys(value).length);
  return Array.isArray(value) ? `[${count}]` : `{${count}}`;
}
