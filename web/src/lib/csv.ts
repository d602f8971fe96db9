/** Tables as CSV (RFC 4180), safe to open in a spreadsheet. */

/** A leading mark makes spreadsheets read UTF-8. */
const MARK = '\uFEFF';

export function csv(head: string[], rows: (string | null | undefined)[][]): string {
  const line = (cells: (string | null | undefined)[]) => cells.map((cell) => quoted(cell ?? '')).join(',');
  return `${MARK}${[head, ...rows].map(line).join('\r\n')}\r\n`;
}

/** A cell a spreadsheet would compute (`=…`, `+…`, `-…`, `@…`, also in full width) is made plain text by an apostrophe. */
function quoted(cell: string): string {
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
