/** Passwords of users: what the server will accept, and a good one to begin with. */

/** The fewest and the most characters; the server has the last word. */
export const SHORTEST = 12;
export const LONGEST = 128;

/** How many characters, as people count them. */
export function lengthOf(password: string): number {
  return [...password].length;
}

/** What is wrong with it before it is sent, if anything. */
export function passwordMistake(password: string): string | undefined {
  const length = lengthOf(password);
  if (length === 0) return 'Enter a password.';
  if (length < SHORTEST) return `Use at least ${SHORTEST} characters.`;
  return length > LONGEST ? `Use at most ${LONGEST} characters.` : undefined;
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
