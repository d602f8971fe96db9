/** Hands a file to the browser, and names it so that it is found again. */

/** Starts the download of something the page holds. */
export function download(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** `enrollment-url-customer-a.svg`: words in lower case, joined by hyphens; letters of any script stay. */
export function fileName(parts: string[], ending: string): string {
  const words = parts
    .map((part) =>
      part
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-+|-+$/g, ''),
    )
    .filter(Boolean);
  return `${words.join('-').slice(0, 80)}.${ending}`;
}
