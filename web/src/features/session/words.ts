/** The words of signing in and of one's own profile. */

export const words = {
  title: 'Sign in',
  ended: 'Your session has ended. Sign in again and you come back to where you were.',
  email: 'Email address',
  password: 'Password',
  verb: 'Sign in',
  required: { email: 'Enter your email address.', password: 'Enter your password.' },
  forgotten: 'No access? An owner or admin of your organization can give you a new password.',
  wait: (left: string) => `Too many attempts. You can try again in ${left}.`,
  waitVerb: (left: string) => `Wait ${left}`,
  notSetUp: {
    title: 'Vestibule is not set up yet',
    text: 'There is no organization and nobody who could sign in.',
    next: 'The server printed a setup link when it started. Open that link to create your organization and its owner.',
    example: 'setup https://vestibule.example.com/setup#…',
  },
};
