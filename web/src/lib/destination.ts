/** Where to go after signing in: only a page of this console, never another site. */

const HOME = '/policies';

/** A remembered destination, if it is one of ours. */
export function destination(to: string | undefined): string {
  if (!to?.startsWith('/') || to.startsWith('//') || to.includes('\\')) return HOME;
  const url = new URL(to, 'https://console.invalid');
  const outside = url.origin !== 'https://console.invalid' || /^\/(sign-in|setup)(\/|$)/.test(url.pathname);
  return outside ? HOME : `${url.pathname}${url.search}${url.hash}`;
}
