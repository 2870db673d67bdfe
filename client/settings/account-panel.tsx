import { showInvisible } from '#formats/show-invisible.ts';
import styles from '../panels/panels.module.css';
import { Section } from '../panels/section.tsx';
import { useOrganization } from '../shell/use-organization.ts';
import { ChangePasswordForm } from './change-password-form.tsx';
import { LeaveOrganization } from './leave-organization.tsx';
import { SessionList } from './session-list.tsx';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';
import * as strings from './strings.ts';

/** Settings of the user's account, independent of the organization. */
export function AccountPanel({ org }: { org: string }) {
  const { name } = useOrganization(org);
  return (
    <div className={styles.page}>
      <Section title={strings.password}>
        <ChangePasswordForm />
      </Section>
      <Section
        title={strings.membership}
        about={strings.membershipHint(showInvisible(name))}
        action={<LeaveOrganization org={org} name={name} />}
      >
        {null}
      </Section>
      {/* The last section, because its height is unknown until it has loaded: so it moves no other section. */}
      <Section title={strings.sessionsTitle} about={strings.sessionsHint} action={<SignOutEverywhere />}>
        <div className={styles.box}>
          <SessionList />
        </div>
      </Section>
    </div>
  );
}
