import { type ReactNode, useId } from 'react';
import styles from './panels.module.css';

/** Section of a settings page: title, description, action and content. */
export function Section(props: { title: string; about?: ReactNode; action?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <header className={styles.header}>
        <div>
          <h2 id={id}>{props.title}</h2>
          {props.about && <p>{props.about}</p>}
        </div>
        {props.action}
      </header>
      {props.children}
    </section>
  );
}
