// The passcode at the door: wrong, right, mistyped, too often, changed meanwhile.

import { expect, iphone, test } from '../support/test';
import { secret } from './states';
import { download, downloadNow, guessWrongly, passcode, seeHeading, speak, visit } from './visitor';

test.use(iphone);

test('a wrong passcode says how many tries are left, and keeps what was typed', async ({ page, admin, faults }) => {
  faults.expectStatus(401);
  await visit(page, await admin.url(await admin.secured('Wrong', { passcode: secret })));
  for (const left of ['5 tries left.', '4 tries left.']) {
    await passcode(page).fill('blue sky');
    await downloadNow(page).click();
    await expect(page.locator('#message')).toContainText(left.replace(/\d/, (digit) => `\u2068${digit}\u2069`));
  }
  await expect(passcode(page)).toHaveValue('blue sky');
  await expect(passcode(page)).toBeFocused();
  await expect(passcode(page)).toHaveAttribute('aria-invalid', 'true');
  await passcode(page).fill(` ${secret} `);
  await download(page);
});

test('a passcode that was not typed is asked for, and costs no try', async ({ page, admin, faults }) => {
  faults.expectStatus(401);
  await visit(page, await admin.url(await admin.secured('Missing', { passcode: secret })));
  await downloadNow(page).click();
  await expect(page.locator('#message')).toHaveText(/^Enter the passcode your IT team gave you/);
  await passcode(page).fill('blue sky');
  await downloadNow(page).click();
  await expect(page.locator('#message')).toContainText('\u20685\u2069 tries left');
});

test('the last try is one try', async ({ page, admin, faults }) => {
  faults.expectStatus(401);
  const url = await admin.url(await admin.secured('Last', { passcode: secret }));
  await visit(page, url);
  await guessWrongly(page, url, 4);
  await passcode(page).fill('blue sky');
  await downloadNow(page).click();
  await expect(page.locator('#message')).toContainText('\u20681\u2069 try left.');
});

test('after too many tries the page counts down, then lets in', async ({ page, ownAdmin, ownServer, faults }) => {
  faults.expectStatus(429);
  const url = await ownAdmin.url(await ownAdmin.secured('Throttle', { passcode: secret }));
  await page.clock.install();
  await visit(page, url);
  await guessWrongly(page, url, 6);
  await passcode(page).fill(secret);
  await downloadNow(page).click();
  await expect(page.locator('#message')).toHaveText(/^Too many tries\. Try again in .0:(30|2\d).\.$/);
  await expect(downloadNow(page)).toHaveAttribute('aria-disabled', 'true');
  await ownServer.advance(30);
  await page.clock.fastForward('00:31');
  await expect(page.locator('#message')).toHaveText('You can try again now.');
  await expect(passcode(page)).toHaveValue(secret);
  await download(page);
});

test('a generated passcode is taken in any case, with or without its dash', async ({ page, admin }) => {
  const policy = await admin.secured('Generated');
  const generated = (await admin.customise(policy, { passcode: { generate: true } })) ?? '';
  expect(generated).toMatch(/^\w{5}-\w{5}$/);
  const url = await admin.url(policy);
  for (const typed of [generated, generated.toLowerCase(), generated.replace('-', '')]) {
    await page.goto('about:blank');
    await visit(page, url);
    await passcode(page).fill(typed);
    await download(page);
  }
});

test('Show shows it, and Hide hides it again', async ({ page, admin }) => {
  await visit(page, await admin.url(await admin.secured('Show', { passcode: secret })));
  await expect(passcode(page)).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show passcode' }).click();
  await expect(passcode(page)).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Hide passcode' }).click();
  await expect(passcode(page)).toHaveAttribute('type', 'password');
  for (const [name, value] of Object.entries({
    autocomplete: 'one-time-code',
    autocorrect: 'off',
    autocapitalize: 'none',
  })) {
    await expect(passcode(page)).toHaveAttribute(name, value);
  }
});

test('a passcode that was set while the page stood open is asked for', async ({ page, admin, faults }) => {
  faults.expectStatus(401);
  const policy = await admin.secured('Set meanwhile');
  await visit(page, await admin.url(policy));
  await admin.customise(policy, { passcode: secret });
  await downloadNow(page).click();
  await expect(page.locator('#message')).toHaveText(/^This enrollment URL now asks for a passcode/);
  await passcode(page).fill(secret);
  await download(page);
});

test('the keyboard alone gets to the profile', async ({ page, admin }) => {
  await visit(page, await admin.url(await admin.secured('Keyboard', { passcode: secret })));
  await page.keyboard.press('Tab');
  await expect(passcode(page)).toBeFocused();
  await page.keyboard.type(secret);
  const started = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  await started;
  await seeHeading(page, /^Now install it/);
});

test('what was typed survives a change of language', async ({ page, admin }) => {
  await visit(page, await admin.url(await admin.secured('Typed', { passcode: secret })));
  await passcode(page).fill(secret);
  await speak(page, 'ar');
  await expect(page.locator('#passcode')).toHaveValue(secret);
});
