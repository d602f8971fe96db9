// Starts the real server, and moves it: its clock, its organizations, and the simulated devices that live in its time.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

const repository = join(__dirname, '../../..');

/** Where the build put a program of the tests. */
export function built(program: 'testserver' | 'demo'): string {
  const target = process.env.CARGO_TARGET_DIR ?? `${repository}/target`;
  const path = `${target}/debug/${program}`;
  if (!existsSync(path)) throw new Error(`There is no ${path}: make test-browser builds it first.`);
  return path;
}

export class Server {
  private constructor(
    /** http://localhost:PORT */
    readonly base: string,
    private readonly process: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    private readonly reader: Interface,
  ) {}

  static async start(): Promise<Server> {
    const child = spawn(built('testserver'), { cwd: repository, stdio: ['pipe', 'pipe', 'inherit'] });
    const reader = createInterface({ input: child.stdout });
    const lines = reader[Symbol.asyncIterator]();
    const first = await lines.next();
    const base = /^ready (http:\S+)$/.exec(first.value ?? '')?.[1];
    if (!base) throw new Error(`The server said: ${first.value}`);
    return new Server(base, child, lines, reader);
  }

  /** Ends it; it does so by itself when its input closes. */
  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.stdin?.end();
    await ended;
    this.reader.close();
  }

  /** Moves its clock. */
  async advance(seconds: number): Promise<void> {
    await this.tell(`advance ${seconds}`);
  }

  /** What its clock shows. */
  async now(): Promise<Date> {
    return new Date(await this.tell('now'));
  }

  /** The token of the setup link that it printed; there must be no organization yet. */
  setupToken(): Promise<string> {
    return this.tell('setup-token');
  }

  /** Makes an organization; answers its owner's password. */
  organization(email: string, name: string): Promise<string> {
    return this.tell(`organization ${email} ${name}`);
  }

  /** A simulated Mac installs the profile as far as its certificate. */
  async certificate(profileUrl: string): Promise<void> {
    await this.tell(`certificate ${profileUrl}`);
  }

  /** It goes on to the end. */
  async enroll(profileUrl: string): Promise<void> {
    await this.tell(`enroll ${profileUrl}`);
  }

  /** The device of an earlier profile tries another one; answers why it was refused. */
  enrollAgain(profileUrl: string, earlier: string): Promise<string> {
    return this.tell(`enroll-again ${profileUrl} ${earlier}`).then(
      () => '',
      (refused: Error) => refused.message,
    );
  }

  // Answers come in the order of the commands.
  private async tell(command: string): Promise<string> {
    this.process.stdin?.write(`${command}\n`);
    const { value = '' } = await this.lines.next();
    if (!value.startsWith('ok')) throw new Error(`${command}: ${value}`);
    return value.slice(3);
  }
}
