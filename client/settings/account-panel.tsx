import { showInvisible } from '#formats/show-invisible.ts';
import { ChangePasswordForm } from './change-password-form.tsx';
import { LeaveOrganization } from './leave-organization.tsx';
import { Section } from './section.tsx';
import { SessionList } from './session-list.tsx';
import styles from './settings.module.css';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';
import { useOrganization } from './use-organization.ts';

/** What belongs to the person rather than to the organization. */
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
      {/* Last, as its height is not known before it has loaded: nothing is pushed down. */}
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
