/** Debian's browsers with a synthetic camera and microphone: Chromium through Playwright, Firefox through WebDriver BiDi. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { chromium, type Browser as Chromium } from '@playwright/test';
import puppeteer, { type Browser as Firefox } from 'puppeteer-core';

export const CHROMIUM_ARGUMENTS: readonly string[] = [
  // Tests run as root in containers, where Chromium's sandbox cannot be set up.
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

export function chromiumPath(): string {
  return programPath('chromium');
}

/** A process of its own, so that two people share nothing. The caller closes it. */
export function launchChromium(more: { readonly args?: readonly string[]; readonly executablePath?: string } = {}): Promise<Chromium> {
  return chromium.launch({ executablePath: more.executablePath ?? chromiumPath(), args: [...CHROMIUM_ARGUMENTS, ...(more.args ?? [])] });
}

/** The caller closes it. */
export function launchFirefox(preferences: Readonly<Record<string, boolean | number | string>> = {}): Promise<Firefox> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: programPath('firefox-esr'),
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      // Two browsers on one machine reach each other by its own addresses only.
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'media.autoplay.default': 0,
      'intl.accept_languages': 'de-DE, de',
      ...preferences,
    },
  });
}

/** @throws when the program is in no folder of the PATH; `npm test` installs what is missing. */
export function programPath(program: string): string {
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/sbin']) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // The next folder.
    }
  }
  throw new Error(`${program} is not installed`);
}
