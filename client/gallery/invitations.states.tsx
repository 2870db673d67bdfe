import { JoinForm } from '../invitations/join-form.tsx';
import { NewAccountForm } from '../invitations/new-account-form.tsx';
import { Gate } from '../sign-in/gate.tsx';
import { Framed } from './framed.tsx';
import type { StatesIn } from './state.ts';

export const invitations: StatesIn<'invitations'> = {
  'invitations/join-form': {
    JoinForm: { same: join('alice@lumen.example'), 'another account': join('carla@lumen.example') },
  },
  'invitations/new-account-form': {
    NewAccountForm: {
      empty: (
        <Framed height={560}>
          <Gate title="Join Lumen Archive">
            <NewAccountForm secret="secret" email="carla@lumen.example" organizationSlug="lumen" />
          </Gate>
        </Framed>
      ),
    },
  },
};

function join(invitedEmail: string) {
  return (
    <Framed height={460}>
      <Gate title="Join Lumen Archive">
        <JoinForm
          secret="secret"
          organizationSlug="lumen"
          invitedEmail={invitedEmail}
          account={{ name: 'Alice Moreau', email: 'alice@lumen.example' }}
        />
      </Gate>
    </Framed>
  );
}
