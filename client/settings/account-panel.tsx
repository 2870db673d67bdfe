import { showInvisible } from '#formats/show-invisible.ts';
import { ChangePasswordForm } from './change-password-form.tsx';
import { LeaveOrganization } from './leave-organization.tsx';
import { Section } from './section.tsx';
import { SessionList } from './session-list.tsx';
import styles from './settings.module.css';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';
import { useOrganization } from './use-organization.ts';

/** Settings of the user's account, not of the organization. */
export function AccountPanel({ org }: { org: string }) {
  const { name } = useOrganization(org);
  return (
    <div className={styles.page}>
      <Section title="Password">
        <ChangePasswordForm />
      </Section>
      <Section
        title="Membership"
        about={`You see the datasets of ${showInvisible(name)} as its member. The last owner of an organization cannot leave it.`}
        action={<LeaveOrganization org={org} name={name} />}
      >
        {null}
      </Section>
      {/* The last section, because its height is unknown until it has loaded: so it moves no other section. */}
      <Section
        title="Where you are signed in"
        about="End a session you do not know, and change your password then."
        action={<SignOutEverywhere />}
      >
        <div className={styles.box}>
          <SessionList />
        </div>
      </Section>
    </div>
  );
}
