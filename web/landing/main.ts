// The landing page: loads the page behind the enrollment URL, unlocks it, and stays until the device is enrolled.

import './landing.css';
import { loadPage, loadStatus, tokenOf, unlock } from './api';
import { loadLater } from './deferred';
import { guessDevice, isOutsideSafari } from './device';
import { cleaned } from './passcode';
import { type Screen, screen } from './screen';
import { type Event, isSettled, next, type Profile, type State } from './state';
import type { Visit } from './visit';
import { speak } from './words';

class Landing implements Visit {
  device = guessDevice(navigator);
  outsideSafari = isOutsideSafari(navigator);
  typed = '';

  private state: State = { kind: 'loading' };
  private readonly token = tokenOf(location.pathname);
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
    const [answer] = await Promise.all([
      loadPage(this.token, this.language),
      speak(this.language ?? document.documentElement.lang),
    ]);
    this.tell(await this.opening(answer, profile));
    if (this.state.kind === 'progress') void this.follow();
  }

  // All but the plain page needs the second part of the script.
  private async opening(answer: Awaited<ReturnType<typeof loadPage>>, profile: Profile | null): Promise<Event> {
    const unreachable: Event = { type: 'page_failed', why: 'unreachable' };
    if (answer === 'unreachable') return unreachable;
    const event: Event =
      answer === 'unknown' ? { type: 'page_failed', why: answer } : { type: 'page_loaded', page: answer, profile };
    if (answer !== 'unknown' && !profile && !answer.paused && this.device !== 'other') return event;
    return loadLater().then(
      () => event,
      () => unreachable,
    );
  }

  /** Says the same in another language; whatever was typed or begun stays. */
  private async translate(language: string): Promise<void> {
    this.language = language;
    const [answer] = await Promise.all([loadPage(this.token, language), speak(language)]);
    if (typeof answer !== 'string') this.state = next(this.state, { type: 'translated', page: answer });
    this.screen.redraw(this.state);
  }

  submit = async (): Promise<void> => {
    const passcode = cleaned(this.typed);
    const before = this.state;
    this.tell({ type: 'submitted', passcode });
    if (this.state === before || this.state.kind !== 'open' || !this.state.busy) return;
    // Both are wanted before anything is unlocked: a profile that nobody can follow helps nobody.
    const answer = await loadLater().then(
      () => unlock(this.token, passcode),
      (): Event => ({ type: 'refused', why: 'unreachable' }),
    );
    this.tell(answer);
    if (answer.type !== 'unlocked') return;
    this.typed = '';
    this.download();
    void this.follow();
  };

  downloadAgain = (): void => {
    this.tell({ type: 'downloaded_again', now: Date.now() });
    this.download();
  };

  restart = (): void => void this.load(null);

  chooseDevice = (device: Visit['device']): void => {
    this.device = device;
    void loadLater().finally(() => this.screen.redraw(this.state));
  };

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
    const { poll } = await loadLater();
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
  await landing.load((history.state as { profile?: Profile } | null)?.profile ?? null);
  const { askMacVersion } = await loadLater();
  const mac = await askMacVersion(navigator);
  if (mac && mac !== landing.device) landing.chooseDevice(mac);
}

const main = document.getElementById('landing');
if (main && location.pathname === '/preview') void loadLater().then(({ preview }) => preview(main));
// Without its second part the page still works up to the download, and asks for it again then.
else if (main) start(main).catch(() => {});
