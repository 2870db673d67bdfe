import { ForgotPasswordPage } from '../sign-in/forgot-password-page.tsx';
import { Gate, GateRefusal } from '../sign-in/gate.tsx';
import { ResetPasswordPage } from '../sign-in/reset-password-page.tsx';
import { SignInForm } from '../sign-in/sign-in-form.tsx';
import { failure } from './fixtures/failures.ts';
import { longName, sentences } from './fixtures/words.ts';
import { Framed } from './framed.tsx';
import type { StatesIn } from './state.ts';

const submit = () => Promise.resolve(undefined);

export const signIn: StatesIn<'sign-in'> = {
  'sign-in/forgot-password-page': { ForgotPasswordPage: { empty: framed(<ForgotPasswordPage />) } },
  'sign-in/gate': {
    Gate: { text: framed(<Gate isRead title={longName} lead={sentences} />) },
    GateRefusal: { 'with a request id': <GateRefusal error={failure.failure} /> },
  },
  'sign-in/reset-password-page': { ResetPasswordPage: { 'incomplete link': framed(<ResetPasswordPage />) } },
  'sign-in/sign-in-form': {
    SignInForm: {
      empty: framed(
        <SignInForm onSubmit={submit}>
          <a href="#forgot">Forgot your password?</a>
        </SignInForm>,
      ),
      'with a provider': framed(
        <SignInForm onSubmit={submit} provider={{ name: 'Example', href: '#provider' }} problem={sentences} />,
      ),
      'one account': framed(<SignInForm onSubmit={submit} email="alice@lumen.example" />),
    },
  },
};

function framed(children: React.ReactNode) {
  return <Framed height={560}>{children}</Framed>;
}
