import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as limits from './limits';

const description = readFileSync(resolve(dirname(fileURLToPath(import.meta.url)), '../../../openapi.yaml'), 'utf8');

/** The number of a limit below a key of a schema of `openapi.yaml`. */
function described(schema: string, key: string, limit: string): number {
  const [, text = ''] = description.split(`\n    ${schema}:\n`);
  const [body = ''] = text.split(/\n {4}\S/);
  const below = body.slice(body.search(new RegExp(`\\b${key}:\\n`)));
  return Number(new RegExp(`\\b${limit}: (\\d+)`).exec(below)?.[1]);
}

it('are those of the description', () => {
  expect({ ...limits }).toEqual({
    MAX_NAME_CHARS: described('NewPolicy', 'name', 'maxLength'),
    MIN_PASSWORD_CHARS: described('NewUser', 'password', 'minLength'),
    MAX_PASSWORD_CHARS: described('NewUser', 'password', 'maxLength'),
    MAX_TEXT_CHARS: described('Change_String', 'oneOf', 'maxLength'),
    MAX_ALT_CHARS: described('Change_ChosenLogo', 'alt', 'maxLength'),
    MIN_PASSCODE_CHARS: described('Change_ChosenPasscode', 'oneOf', 'minLength'),
    MAX_PASSCODE_CHARS: described('Change_ChosenPasscode', 'oneOf', 'maxLength'),
    MAX_PAUSE_MESSAGE_CHARS: described('Pause', 'message', 'maxLength'),
    MAX_PAGE_ITEMS: Number(/- name: limit\n(?:.*\n)*?.*\bmaximum: (\d+)/.exec(description)?.[1]),
  });
});
