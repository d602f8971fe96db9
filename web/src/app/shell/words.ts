/** The words of the frame. */

export const words = {
  skip: 'Skip to content',
  menu: 'Menu',
  search: 'Search',
  theme: 'Theme',
  themes: { auto: 'Match system', light: 'Light', dark: 'Dark' },
  signOut: 'Sign out',
  profile: 'Your profile',
  nav: { addDevices: 'Add Devices', devices: 'Devices', audit: 'Audit log', settings: 'Settings' },
  tabs: {
    general: 'General',
    beta: 'Beta Features',
    users: 'Users',
    tokens: 'API tokens',
    profile: 'Your profile',
  },
  roles: { owner: 'Owner', admin: 'Admin', helpdesk: 'Helpdesk', auditor: 'Auditor' } as Record<string, string>,
} as const;
