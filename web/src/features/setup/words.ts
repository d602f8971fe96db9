/** The words of the first setup. */

export const words = {
  title: 'Set up Vestibule',
  text: 'Create your organization and its owner. This works once; the owner adds everybody else.',
  organization: 'Organization',
  organizationHint: 'People see this name when they open an enrollment URL.',
  name: 'Your name',
  email: 'Your email address',
  password: 'Password',
  verb: 'Create organization',
  required: {
    organization: 'Enter the name of your organization.',
    name: 'Enter your name.',
    email: 'Enter an email address.',
  },
  done: {
    title: 'Vestibule is set up already',
    text: 'The setup link works once, and somebody has used it. Sign in, or ask the owner to create a user for you.',
    verb: 'Sign in',
  },
  noLink: {
    title: 'Open the setup link',
    text: 'This page works only with the link the server printed when it started. For your safety the link is not kept: if you reloaded this page, open it again.',
    hint: 'The server prints it to its standard output. It looks like this:',
    example: (origin: string) => `setup ${origin}/setup#…`,
  },
};
