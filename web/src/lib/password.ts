/** Passwords of users: what the server will accept, and a good one to begin with. */

import { MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS } from './limits';

/** How many characters, as people count them. */
export function lengthOf(password: string): number {
  return [...password].length;
}

/** What is wrong with it before it is sent, if anything. */
export function passwordMistake(password: string): string | undefined {
  const length = lengthOf(password);
  if (length === 0) return 'Enter a password.';
  if (length < MIN_PASSWORD_CHARS) return `Use at least ${MIN_PASSWORD_CHARS} characters.`;
  return length > MAX_PASSWORD_CHARS ? `Use at most ${MAX_PASSWORD_CHARS} characters.` : undefined;
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `xxxx-xxxx-xxxx-xxxx` without letters that look alike: about 79 random bits. */
export function randomPassword(): string {
  const letters: string[] = [];
  while (letters.length < 16) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      const letter = byte < 248 ? LETTERS[byte % LETTERS.length] : undefined;
      if (letter && letters.length < 16) letters.push(letter);
    }
  }
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
}
