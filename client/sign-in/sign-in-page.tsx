import { SignInForm } from './sign-in-form.tsx';

export function SignInPage() {
  return <SignInForm onSubmit={async () => ({ code: 'OFFLINE', message: 'The server cannot be reached.' })} />;
}
