// The small drawings beside the steps: a frame (iPhone, iPad, a window of the Mac) and what is on its screen.

import { type Device, isMac } from './device';
import { drawing } from './dom';

export type Picture = 'allow' | 'settings' | 'install' | 'open' | 'list' | 'grid' | 'password' | 'return';

// Classes: l = lines, s = soft filling, a = accent, t = accent's tint, w = on accent.
const rect = (style: string, x: number, y: number, width: number, height: number, radius: number) =>
  `<rect class="${style}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;
const dot = (style: string, x: number, y: number, radius: number) =>
  `<circle class="${style}" cx="${x}" cy="${y}" r="${radius}"/>`;
const line = (style: string, path: string) => `<path class="${style}" d="${path}"/>`;

const check = line('w', 'M27.5 32.5l3 3 6-6.5');
const arrow = (x: number, y: number) => line('p', `M${x} ${y}l3.2 9.5 2-3.8 3.8-2z`);

function frame(device: Device): string {
  if (isMac(device)) {
    return rect('l', 5, 12, 54, 40, 5) + [10, 14, 18].map((x) => dot('s', x, 17, 1.4)).join('');
  }
  return device === 'ipad' ? rect('l', 11, 6, 42, 52, 5) : rect('l', 17, 4, 30, 56, 7) + rect('s', 28, 8, 8, 2, 1);
}

// Half the width of the screen, so that one drawing serves iPhone and iPad.
function mobile(picture: Picture, half: number): string {
  const left = 32 - half;
  const width = half * 2;
  switch (picture) {
    case 'allow':
      return (
        rect('t', left, 21, width, 24, 4) +
        rect('s', left + 3, 25, width - 6, 2.5, 1.2) +
        rect('s', left + 3, 30, width - 11, 2.5, 1.2) +
        rect('s', left + 3, 37, half - 4, 5, 2.5) +
        rect('a', 33, 37, half - 4, 5, 2.5)
      );
    case 'settings':
      return (
        rect('s', left, 14, half, 3, 1.5) +
        rect('t', left, 21, width, 10, 3) +
        dot('a', left + 5, 26, 2.5) +
        rect('a', left + 10, 24.8, width - 16, 2.5, 1.2) +
        [35, 42, 49].map((y) => rect('s', left, y, width, 4, 2)).join('')
      );
    case 'install':
      return (
        rect('a', 32 + half - 11, 12, 11, 5.5, 2.7) +
        rect('t', 25, 22, 14, 17, 3) +
        line('k', 'M29 30l2.2 2.2 4-4.4') +
        [44, 49].map((y) => rect('s', left, y, width, 2.5, 1.2)).join('')
      );
    default:
      return dot('a', 32, 32, 9) + check;
  }
}

function mac(picture: Picture): string {
  switch (picture) {
    case 'open':
      return (
        rect('t', 23, 23, 18, 22, 3) +
        line('k', 'M28.5 33l2.5 2.5 4.5-5') +
        rect('s', 10, 24, 8, 9, 2) +
        rect('s', 46, 24, 8, 9, 2) +
        arrow(37, 39)
      );
    case 'list':
      return (
        [22, 27, 37, 42].map((y) => rect('s', 9, y, 12, 2.5, 1.2)).join('') +
        rect('a', 8, 31, 14, 4, 2) +
        line('d', 'M25.5 12.5v39') +
        rect('t', 29, 22, 26, 9, 2.5) +
        dot('a', 33.5, 26.5, 2) +
        rect('a', 38, 25.5, 12, 2.2, 1.1) +
        rect('s', 29, 35, 26, 4, 2) +
        arrow(47, 28)
      );
    case 'grid':
      return [0, 1, 2].map((row) => [0, 1, 2, 3].map((column) => tile(row, column)).join('')).join('') + arrow(38, 38);
    case 'password':
      return (
        rect('t', 14, 22, 36, 26, 4) +
        rect('s', 18, 26, 20, 2.5, 1.2) +
        rect('l', 18, 31.5, 28, 6, 2) +
        [22, 26, 30, 34].map((x) => dot('a', x, 34.5, 1.1)).join('') +
        rect('a', 34, 41, 12, 4.5, 2.2)
      );
    default:
      return dot('a', 32, 32, 9) + check;
  }
}

function tile(row: number, column: number): string {
  return rect(row === 1 && column === 2 ? 'a' : 's', 13 + column * 10.5, 22 + row * 9.5, 6.5, 6.5, 2);
}

/** The drawing of one step on one device. */
export function picture(name: Picture, device: Device): SVGElement {
  const screen = isMac(device) ? mac(name) : mobile(name, device === 'ipad' ? 17 : 11.5);
  return drawing(64, 'picture', frame(device) + screen);
}
