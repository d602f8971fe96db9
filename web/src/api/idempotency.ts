/** `Idempotency-Key`: a retry of the same wish gets what the first try made, never a second thing. */

import { useRef } from 'react';

/** Gives a wish its key. The same content keeps its key until it succeeded; other content is another wish. */
export class IdempotencyKeys {
  #content = '';
  #key = '';
  #made: unknown;

  /** The header for this content. */
  headers(content: unknown): { 'Idempotency-Key': string } {
    const text = JSON.stringify(content);
    if (!this.#key || text !== this.#content) {
      this.#content = text;
      this.#key = crypto.randomUUID();
      this.#made = undefined;
    }
    return { 'Idempotency-Key': this.#key };
  }

  /** A part of the request that moves with the clock: made with the first try, and the same in each retry. Call it after `headers`. */
  once<T>(make: () => T): T {
    this.#made ??= make();
    return this.#made as T;
  }

  /** After success: the next one is a new wish, even with the same content. */
  done(): void {
    this.#key = '';
  }
}

/** One form's keys. */
export function useIdempotencyKeys(): IdempotencyKeys {
  const keys = useRef<IdempotencyKeys>(null);
  keys.current ??= new IdempotencyKeys();
  return keys.current;
}
