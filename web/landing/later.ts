// What the first view does not need, fetched right after it: the progress, the ends, other devices, their English, and the console's preview.

import english from './locales/later/en.json';
import { learn } from './words';

learn(english);

export { elsewhereView } from './elsewhere';
export { endView } from './ends';
export { askMacVersion } from './mac';
export { poll } from './poll';
export { preview } from './preview';
export { progressView } from './progress';
