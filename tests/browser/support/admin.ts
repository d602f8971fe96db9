// An admin who works over the API, to prepare what a browser then sees.

import type { APIRequestContext, APIResponse, PlaywrightWorkerArgs } from '@playwright/test';
import type { Server } from './server';

/** What the API says of an enrollment URL. */
export interface EnrollmentUrl {
  id: string;
  url: string;
}

/** A change of page and passcode, as PATCH takes it. */
export interface Change {
  page_text?: string | null;
  translations?: Record<string, string>;
  logo?: { sha256: string; alt: string } | null;
  passcode?: string | null | { generate: true };
}

export class Admin {
  private constructor(
    private readonly api: APIRequestContext,
    readonly email: string,
    readonly password: string,
  ) {}

  /** The owner of a new organization that has the beta switch on. */
  static async of(server: Server, playwright: PlaywrightWorkerArgs['playwright'], name: string): Promise<Admin> {
    const email = `ada@${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`;
    const admin = await Admin.without(server, playwright, name, email);
    await admin.settings({ beta_features: { secure_enrollment: true } });
    return admin;
  }

  /** The owner of a new organization as it comes. */
  static async without(
    server: Server,
    playwright: PlaywrightWorkerArgs['playwright'],
    name: string,
    email: string,
  ): Promise<Admin> {
    const password = await server.organization(email, name);
    const api = await playwright.request.newContext({
      baseURL: `${server.base}/api/v1/`,
      extraHTTPHeaders: { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': '192.0.2.1' },
    });
    await good(await api.post('session', { data: { email, password } }));
    return new Admin(api, email, password);
  }

  end(): Promise<void> {
    return this.api.dispose();
  }

  /** Stays signed in after the clock was moved. */
  async stay(): Promise<void> {
    await good(await this.api.post('session/refresh', { data: {} }));
  }

  async get(path: string): Promise<unknown> {
    return (await good(await this.api.get(path))).json();
  }

  async post(path: string, data: unknown = {}): Promise<unknown> {
    return (await good(await this.api.post(path, { data }))).json();
  }

  async delete(path: string): Promise<void> {
    await good(await this.api.delete(path));
  }

  private async patch(path: string, data: unknown): Promise<unknown> {
    const before = await good(await this.api.get(path));
    const tag = before.headers().etag ?? '';
    return (await good(await this.api.patch(path, { data, headers: { 'if-match': tag } }))).json();
  }

  async settings(change: unknown): Promise<void> {
    await this.patch('settings', change);
  }

  /** Makes a policy; answers its id. */
  async policy(name: string, parent: string | null = null): Promise<string> {
    const made = (await this.post('policies', { name, parent_id: parent })) as { id: string };
    return made.id;
  }

  /** Makes a policy with secure enrollment. */
  async secured(name: string, change: Change = {}, parent: string | null = null): Promise<string> {
    const id = await this.policy(name, parent);
    await this.enable(id);
    if (Object.keys(change).length > 0) await this.customise(id, change);
    return id;
  }

  async enable(policy: string): Promise<void> {
    await this.post(`policies/${policy}/secure-enrollment`, { acknowledged: true });
  }

  /** Changes page and passcode; answers the passcode if it was generated. */
  async customise(policy: string, change: Change): Promise<string | undefined> {
    const changed = await this.patch(`policies/${policy}/secure-enrollment`, change);
    return (changed as { generated_passcode?: string }).generated_passcode;
  }

  /** What the page would be after a change. */
  preview(policy: string, change: Change): Promise<unknown> {
    return this.post(`policies/${policy}/secure-enrollment/preview`, change);
  }

  /** The policy's live enrollment URL. */
  async url(policy: string): Promise<string> {
    const found = await this.get(`policies/${policy}/secure-enrollment`);
    return (found as { enrollment_url: EnrollmentUrl }).enrollment_url.url;
  }

  async regenerate(policy: string, grace: 30 | 0 = 30): Promise<string> {
    const changed = await this.post(`policies/${policy}/secure-enrollment/regenerate`, { grace_minutes: grace });
    return (changed as { enrollment_url: EnrollmentUrl }).enrollment_url.url;
  }

  async pause(policy: string, message?: string): Promise<void> {
    await this.post(`policies/${policy}/secure-enrollment/pause`, message ? { message } : {});
  }

  async resume(policy: string): Promise<void> {
    await this.post(`policies/${policy}/secure-enrollment/resume`);
  }

  /** Ends every profile of the policy that is not used. */
  async revokeAll(policy: string): Promise<void> {
    const { items } = (await this.get(`policies/${policy}/profiles`)) as { items: { id: string }[] };
    for (const { id } of items) await this.delete(`profiles/${id}`);
  }

  /** Uploads a picture; answers its hash. */
  async upload(picture: Buffer): Promise<string> {
    const answer = await this.api.post('logos', { data: picture, headers: { 'content-type': 'image/png' } });
    return ((await (await good(answer)).json()) as { sha256: string }).sha256;
  }
}

async function good(answer: APIResponse): Promise<APIResponse> {
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
  return answer;
}
