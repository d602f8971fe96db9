// The landing page: loads the page behind the enrollment URL, unlocks it, and stays until the device is enrolled.

import './landing.css';
import './card.css';
import './form.css';
import './next.css';
import './screens.css';
import './later.css';
import { loadPage, tokenOf } from './api';
import { loadLater } from './deferred';
import { askMacVersion, guessDevice, isOutsideSafari } from './device';
import type { Language } from './languages';
import { cleaned } from './passcode';
import { type Screen, screen } from './screen';
import { type Event, isSettled, next, type Profile, type State } from './state';
import type { Visit } from './visit';
import { learn, read } from './words';

class Landing implements Visit {
  guess = guessDevice(navigator);
  device = this.guess;
  outsideSafari = isOutsideSafari(navigator);
  token = tokenOf(location.pathname);
  typed = '';

  private state: State = { kind: 'loading' };
  private language = new URLSearchParams(location.search).get('language');
  private readonly screen: Screen;
  private stopAsking = () => {};

  constructor(main: HTMLElement) {
    this.screen = screen(main, this, (language) => void this.translate(language));
  }

  /** Shows the page; with a profile it goes on where the visit was. */
  async load(profile: Profile | null): Promise<void> {
    this.stopAsking();
    this.tell({ type: 'restart' });
    // All but the plain page needs the second part of the script.
    const plain = !profile && this.device !== 'other' && !this.outsideSafari;
    const part = plain ? Promise.resolve() : loadLater();
    try {
      const [answer] = await Promise.all([loadPage(this.token, this.language), part]);
      if (typeof answer === 'string' || answer.paused) await loadLater();
      this.tell(
        typeof answer === 'string'
          ? { type: 'page_failed', why: answer }
          : { type: 'page_loaded', page: answer, profile },
      );
    } catch {
      this.tell({ type: 'page_failed', why: 'unreachable' });
    }
    if (this.state.kind === 'progress') void this.follow();
  }

  /** Says the same in another language; whatever was typed or begun stays, also when its words cannot be had. */
  private async translate(language: Language): Promise<void> {
    try {
      const [answer, change] = await Promise.all([loadPage(this.token, language), learn(language)]);
      change();
      if (answer !== 'unreachable') this.language = language;
      if (typeof answer === 'object') this.state = next(this.state, { type: 'translated', page: answer });
    } catch {}
    this.screen.redraw(this.state);
  }

  submit = async (): Promise<void> => {
    const passcode = cleaned(this.typed);
    const before = this.state;
    this.tell({ type: 'submitted', passcode });
    if (this.state === before || this.state.kind !== 'open' || !this.state.busy) return;
    // Both are wanted before anything is unlocked: a profile that nobody can follow helps nobody.
    const answer = await loadLater().then(
      ({ unlock }) => unlock(this.token, passcode),
      (): Event => ({ type: 'refused', why: 'unreachable' }),
    );
    // Only the page knows the message of a pause.
    if (answer.type === 'refused' && answer.why === 'paused') return this.load(null);
    this.tell(answer);
    if (answer.type !== 'unlocked') return;
    this.typed = '';
    this.download();
    void this.follow();
  };

  downloadAgain = async (): Promise<void> => {
    const { canDownload } = await loadLater();
    const can = this.profile && (await canDownload(this.profile.url));
    if (can === false) return this.load(null);
    this.tell(can === true ? { type: 'downloaded_again', now: Date.now() } : { type: 'status_lost' });
    if (can === true) this.download();
  };

  restart = (): void => void this.load(null);

  chooseDevice = (device: Visit['device']): void => {
    this.device = device;
    void loadLater().then(
      () => this.screen.redraw(this.state),
      () => this.screen.redraw(this.state),
    );
  };

  /** The browser knew better than the guess. */
  correct(device: Visit['device']): void {
    if (device === this.device) return;
    this.device = this.guess = device;
    this.screen.redraw(this.state);
  }

  /** Once a second: countdowns, unless nobody looks. */
  second(): void {
    if (!document.hidden) this.tell({ type: 'second', now: Date.now() });
  }

  /** The connection is back. */
  online(): void {
    if (this.state.kind === 'unreachable') this.restart();
  }

  private get profile(): Profile | null {
    return this.state.kind === 'progress' ? this.state.profile : null;
  }

  private tell(event: Event): void {
    this.state = next(this.state, event);
    this.screen.show(this.state);
    // A phone may drop the page while its owner is in Settings; the history entry brings the profile back.
    if (this.state.kind !== 'loading' && event.type !== 'second') history.replaceState({ profile: this.profile }, '');
  }

  // The answer is an attachment, so the page stays.
  private download(): void {
    if (this.profile) location.assign(this.profile.url);
  }

  private async follow(): Promise<void> {
    const { loadStatus, poll } = await loadLater();
    this.stopAsking();
    this.stopAsking = poll(async () => {
      const before = this.profile;
      if (!before || isSettled(before)) return 'finished';
      this.tell(await loadStatus(before.url));
      const after = this.profile;
      if (!after || isSettled(after)) return 'finished';
      return after.state === before.state ? 'nothing' : 'news';
    });
  }
}

async function start(main: HTMLElement): Promise<void> {
  const landing = new Landing(main);
  setInterval(() => landing.second(), 1000);
  window.addEventListener('online', () => landing.online());
  // The rest comes with the first sign that somebody is going on.
  const wanted = () => void loadLater().catch(() => {});
  for (const sign of ['pointerdown', 'keydown']) window.addEventListener(sign, wanted, { once: true });
  await landing.load((history.state as { profile?: Profile } | null)?.profile ?? null);
  const mac = await askMacVersion(navigator);
  if (mac) landing.correct(mac);
}

read();
const main = document.getElementById('landing');
if (main && location.pathname === '/preview') void loadLater().then(({ preview }) => preview(main));
else if (main) void start(main);
