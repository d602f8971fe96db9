/** Words any failure: a refusal by its code, no connection, or a mistake of the console. */

import { OfflineError, type Problem, ProblemError } from './problem';
import { type Entry, WORDINGS } from './words';

/** A refusal in words. */
export interface Wording {
  /** What happened, as a heading. */
  title: string;
  /** What happened, in a sentence. */
  text: string;
  /** What was kept. */
  kept: string;
  /** What to do. */
  next: string;
  /** Names the request in the server's log. */
  requestId: string | null;
}

const OFFLINE: Omit<Wording, 'requestId'> = {
  title: 'The server cannot be reached',
  text: 'There is no connection to Vestibule.',
  kept: 'What you entered is still here. It is not certain whether it was saved.',
  next: 'Check your connection and try again.',
};

/** Words any failure. */
export function describe(error: unknown): Wording {
  if (error instanceof OfflineError) return { ...OFFLINE, requestId: null };
  const problem = error instanceof ProblemError ? error.problem : null;
  const entry = (problem && WORDINGS[problem.code]) ?? (problem ? unknown(problem) : fault);
  const say = (words: Entry['text']) => (typeof words === 'string' ? words : problem ? words(problem) : '');
  return {
    title: entry.title,
    text: say(entry.text),
    kept: entry.kept,
    next: say(entry.next),
    requestId: problem?.requestId ?? null,
  };
}

/** A code of a newer server. */
function unknown(problem: Problem): Entry {
  return {
    title: problem.title || 'The server refused this',
    text: problem.detail || 'It gave no reason this console knows.',
    kept: 'What you entered is still here.',
    next: 'Reload the page to get the newest console, then try again.',
  };
}

const fault: Entry = {
  title: 'Something went wrong in the console',
  text: 'The page met a mistake of its own.',
  kept: 'Nothing on the server was changed by it.',
  next: 'Reload the page and try again.',
};
