// A small WebDriver client (W3C), and the WebKit it drives: MiniBrowser of WebKitGTK on a display that nobody sees.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** MiniBrowser lives in a folder that is named after the machine and the version of WebKitGTK. */
function miniBrowser(): string {
  for (const library of readdirSync('/usr/lib', { withFileTypes: true })) {
    for (const version of ['4.1', '6.0', '4.0']) {
      const path = `/usr/lib/${library.name}/webkit2gtk-${version}/MiniBrowser`;
      const newer = `/usr/lib/${library.name}/webkitgtk-${version}/MiniBrowser`;
      if (existsSync(path)) return path;
      if (existsSync(newer)) return newer;
    }
  }
  throw new Error('There is no MiniBrowser of WebKitGTK: sh .ci/install installs it.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** The display, and the driver on it. */
export class Driver {
  private constructor(
    private readonly base: string,
    private readonly processes: ChildProcess[],
  ) {}

  static async start(): Promise<Driver> {
    const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const pipe = display.stdio[3];
    if (!pipe || !('on' in pipe)) throw new Error('Xvfb has no pipe');
    const [number] = (await once(pipe, 'data')) as [Buffer];
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      env: { ...process.env, DISPLAY: `:${number.toString().trim()}`, WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1' },
      stdio: 'ignore',
    });
    const base = `http://127.0.0.1:${port}`;
    await until(async () => {
      const answer = await fetch(`${base}/status`).catch(() => null);
      return answer?.ok === true;
    }, 'WebKitWebDriver answers');
    return new Driver(base, [driver, display]);
  }

  /** A browser with nothing remembered. */
  async browser(): Promise<Browser> {
    const options = { binary: miniBrowser(), args: ['--automation'] };
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
    const made = (await call(`${this.base}/session`, 'POST', { capabilities })) as { sessionId: string };
    return new Browser(`${this.base}/session/${made.sessionId}`);
  }

  async stop(): Promise<void> {
    for (const process of this.processes) {
      const ended = once(process, 'exit');
      process.kill('SIGTERM');
      await ended;
    }
  }
}

/** One browser. Elements are found by CSS. */
export class Browser {
  constructor(private readonly session: string) {}

  private command(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    return call(this.session + path, method, body);
  }

  async open(url: string): Promise<void> {
    await this.command('POST', '/url', { url });
  }

  async url(): Promise<string> {
    return (await this.command('GET', '/url')) as string;
  }

  /** Runs a function body in the page. */
  run<T>(script: string, ...args: unknown[]): Promise<T> {
    return this.command('POST', '/execute/sync', { script, args }) as Promise<T>;
  }

  private async element(css: string): Promise<string> {
    const found = (await this.command('POST', '/element', { using: 'css selector', value: css })) as {
      [elementKey]: string;
    };
    return found[elementKey];
  }

  async click(css: string): Promise<void> {
    await this.command('POST', `/element/${await this.element(css)}/click`, {});
  }

  /** Types into a field that is emptied first. */
  async type(css: string, text: string): Promise<void> {
    const id = await this.element(css);
    await this.command('POST', `/element/${id}/clear`, {});
    await this.command('POST', `/element/${id}/value`, { text });
  }

  /** Waits until the page says something; tells what it said instead. */
  async sees(css: string, text: string | RegExp): Promise<void> {
    let said = '';
    await until(
      async () => {
        said = await this.run<string>(`return document.querySelector(arguments[0])?.innerText ?? ''`, css);
        return typeof text === 'string' ? said.includes(text) : text.test(said);
      },
      () => `${css} says ${text}, but: ${said}`,
    );
  }

  async end(): Promise<void> {
    await this.command('DELETE', '');
  }
}

async function call(url: string, method: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: unknown };
  if (!answer.ok) throw new Error(`${method} ${url}: ${JSON.stringify(value)}`);
  return value;
}

/** Asks until it is so, ten times a second, for 15 seconds. */
async function until(isSo: () => Promise<boolean>, what: string | (() => string)): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Never: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
