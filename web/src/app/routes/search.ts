/** Reads what stands behind the `?` of an address; everything there was typed by anybody. */

/** A text, or nothing. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 2000 ? value : undefined;
}

/** A flag that is there or not. */
export function flag(value: unknown): true | undefined {
  return value === true || value === 'true' ? true : undefined;
}
