// Writes docs/gallery/README.md: which pictures there are, by state; refuses a gallery that is too heavy to clone.

import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screens } from '../console/screens';
import { states } from '../landing/states';
import { gallery } from './shoot';

const heaviest = 6 * 1024 * 1024;

export default function writeIndex(): void {
  const files = readdirSync(gallery, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.png'));
  const size = files.reduce((sum, file) => sum + statSync(join(gallery, file)).size, 0);
  if (size > heaviest) throw new Error(`The gallery weighs ${(size / 1024 / 1024).toFixed(1)} MB, and may weigh 6.`);
  const links = (prefix: string) =>
    files
      .filter((file) => file.startsWith(prefix))
      .sort()
      .map((file) => `[${file.slice(prefix.length, -4).replaceAll('-', ' ')}](${file})`)
      .join(' · ');
  const landing = states.map(({ name }) => `| ${words(name)} | ${links(`landing/${name}/`)} |`);
  const ending = /^(light|dark|phone)\.png$/;
  const ofScreen = (name: string) =>
    files
      .filter((file) => file.startsWith(`console-${name}-`) && ending.test(file.slice(`console-${name}-`.length)))
      .sort()
      .map((file) => `[${file.slice(`console-${name}-`.length, -4)}](${file})`)
      .join(' · ');
  const consoles = screens.map(({ name }) => `| ${words(name)} | ${ofScreen(name)} |`);
  writeFileSync(
    join(gallery, 'README.md'),
    `# Gallery

Every state of the landing page and every screen of the console, as they are. \`make gallery\` takes the pictures anew in
the machine's Chromium; what they show is made by the same steps that the browser tests take.

<img src="landing-phone-light.png" width="260" alt="The landing page on a phone: logo, text, passcode and Download Now">
<img src="landing-phone-dark.png" width="260" alt="The same in the dark">

## The landing page

| state | pictures |
|---|---|
${landing.join('\n')}

## The console

<img src="console-add-devices-light.png" width="720" alt="Add Devices: the policy tree, and one policy with its enrollment URL">

<img src="console-modal-light.png" width="720" alt="The modal: enrollment URL, passcode, logo, page text, and the live preview">

<img src="console-devices-light.png" width="720" alt="Devices: what has enrolled, with its system, policy, state and when it was last seen">

| screen | pictures |
|---|---|
${consoles.join('\n')}
`,
  );
}

function words(name: string): string {
  return name.replaceAll('-', ' ');
}
