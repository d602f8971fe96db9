/** The nonce the server gave this page: style elements made later carry it, as the page's policy demands. */

import { setNonce } from 'get-nonce';

const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');

/** The nonce. */
export const nonce = meta?.nonce ?? '';

setNonce(nonce);
