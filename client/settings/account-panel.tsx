import { ChangePasswordForm } from './change-password-form.tsx';
import { Section } from './section.tsx';
import { SessionList } from './session-list.tsx';
import styles from './settings.module.css';

/** What belongs to the person rather than to the organization. */
export function AccountPanel() {
  return (
    <div className={styles.page}>
      <Section title="Where you are signed in" about="End a session you do not know, and change your password then.">
        <div className={styles.box}>
          <SessionList />
        </div>
      </Section>
      <Section title="Password">
        <ChangePasswordForm />
      </Section>
    </div>
  );
}
