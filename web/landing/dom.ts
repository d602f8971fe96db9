// Makes elements; the page has no framework, only this.

type Attributes = Record<string, string | boolean | ((event: Event) => void)>;
export type Child = Node | string | null;

/** An element with attributes (true = present, a function = a listener for that event) and children. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  fill(element, ...children);
  return element;
}

/** Replaces what an element holds. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => child !== null));
}

/** A decorative drawing from markup of this code base (never from data). */
export function drawing(size: number, className: string, markup: string): SVGElement {
  const holder = document.createElement('div');
  holder.innerHTML = `<svg class="${className}" viewBox="0 0 ${size} ${size}" aria-hidden="true">${markup}</svg>`;
  return holder.firstChild as SVGElement;
}

const icons = {
  check: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
  alert: '<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5M12 16v.01"/>',
  pause: '<path d="M9 6v12M15 6v12"/>',
  cross: '<path d="M7 7l10 10M17 7L7 17"/>',
  search: '<circle cx="10.5" cy="10.5" r="6"/><path d="M19 19l-4-4"/>',
  cloud: '<path d="M4 4l16 16M8 8a5 5 0 0 0-1 10h11M11 6a5 5 0 0 1 6 5 4 4 0 0 1 3.5 5.5"/>',
  compass: '<circle cx="12" cy="12" r="9"/><path d="M15.5 8.5l-2 5-5 2 2-5z"/>',
};
export type Icon = keyof typeof icons;

export function icon(name: Icon): SVGElement {
  return drawing(24, 'icon', icons[name]);
}

/** A message inside the card; its kind is told by an icon as well as by colour. */
export function notice(kind: 'info' | 'warning' | 'danger', name: Icon, ...children: Child[]): HTMLElement {
  return h('div', { class: `notice ${kind}` }, icon(name), h('div', {}, ...children));
}

/** A button; the first of a card is filled, the others are quiet. */
export function button(label: string, act: () => void, kind = 'primary'): HTMLButtonElement {
  return h('button', { type: 'button', class: kind, click: act }, label);
}
