/** The limits that forms check before anything is sent: characters as people count them. The server has the last word. */

export const MAX_NAME_CHARS = 100;
export const MIN_PASSWORD_CHARS = 12;
export const MAX_PASSWORD_CHARS = 128;
export const MAX_TEXT_CHARS = 4000;
export const MAX_ALT_CHARS = 200;
export const MIN_PASSCODE_CHARS = 8;
export const MAX_PASSCODE_CHARS = 128;
export const MAX_PAUSE_MESSAGE_CHARS = 500;
/** Items on one page of a list. */
export const MAX_PAGE_ITEMS = 200;
