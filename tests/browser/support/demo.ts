// The sample organization with its month of history: what screens look like when there is something on them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type APIRequestContext, request } from '@playwright/test';
import { built } from './server';

interface Policy {
  id: string;
  name: string;
}

export class Demo {
  private constructor(
    readonly base: string,
    /** The landing page with logo, text and passcode. */
    readonly page: string,
    /** The owner. */
    readonly email: string,
    readonly password: string,
    private readonly policies: Policy[],
    readonly end: () => Promise<void>,
  ) {}

  static async start(): Promise<Demo> {
    const child = spawn(built('demo'), {
      env: { ...process.env, VESTIBULE_LISTEN: '127.0.0.1:0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line.trim());
      if (line.startsWith('ready ')) break;
    }
    const all = said.join('\n');
    const find = (pattern: RegExp) => {
      const found = pattern.exec(all)?.[1];
      if (!found) throw new Error(`The demo did not say ${pattern}: ${all}`);
      return found;
    };
    const base = find(/^Console\s+(http:\S+)\/$/m);
    const email = find(/^owner\s+(\S+)/m);
    const password = find(/^password\s+(.+)$/m);
    const api = await request.newContext({ baseURL: `${base}/api/v1/` });
    await signIn(api, base, email, password);
    const { items } = (await (await api.get('policies')).json()) as { items: Policy[] };
    await api.dispose();
    return new Demo(base, find(/^Landing page\s+(\S+)$/m), email, password, items, async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    });
  }

  /** The id of a policy of the sample. */
  policy(name: string): string {
    const found = this.policies.find((policy) => policy.name === name);
    if (!found) throw new Error(`The demo has no policy ${name}`);
    return found.id;
  }
}

/** Opens a session for everything that shares this context's cookies. */
export async function signIn(api: APIRequestContext, base: string, email: string, password: string): Promise<void> {
  const answer = await api.post(`${base}/api/v1/session`, {
    data: { email, password },
    headers: { origin: base, 'sec-fetch-site': 'same-origin' },
  });
  if (!answer.ok()) throw new Error(`signing in: ${await answer.text()}`);
}
