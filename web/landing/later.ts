// What the first view does not need, fetched when it is: the progress, the ends, other devices and browsers, help, and the console's preview.

export { elsewhereView, scanHint } from './elsewhere';
export { endView } from './ends';
export { canDownload, loadStatus, unlock } from './journey';
export { poll } from './poll';
export { preview } from './preview';
export { progressView } from './progress';
export { safariHint } from './safari';
export { seen } from './seen';
