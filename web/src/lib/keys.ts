/** The names of a closed list as values: an exhaustive record of it has every one, in the order it is written in. */

export function keysOf<Name extends string>(record: Record<Name, unknown>): Name[] {
  return Object.keys(record) as Name[];
}
