// Holds the second part of the script once it has come.

type Later = typeof import('./later');

let arrived: Later | null = null;

/** The second part, if it is here. */
export function later(): Later | null {
  return arrived;
}

/** Fetches the second part, once. */
export async function loadLater(): Promise<Later> {
  arrived ??= await import('./later');
  return arrived;
}
