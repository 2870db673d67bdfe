import styles from './avatar.module.css';

/** Avatar with the initials of a person or organization. Its color depends only on the name. */
export function Avatar({ name, shape = 'round' }: { name: string; shape?: 'round' | 'square' }) {
  const initials = name
    .split(/[\s@._-]+/)
    .filter(Boolean)
    .slice(0, shape === 'round' ? 2 : 1)
    .map((word) => word[0]?.toUpperCase())
    .join('');
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 8;
  return (
    <span aria-hidden data-shape={shape} className={styles.avatar} style={{ background: `var(--label-${hash + 1})` }}>
      {initials}
    </span>
  );
}
