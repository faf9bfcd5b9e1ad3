import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './e2e/browsers.ts';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.test.ts',
  // Two cores: a second journey beside the first would starve both of pictures, and then what is measured is the machine.
  workers: 1,
  fullyParallel: false,
  // A journey that passes at the second try has failed once for somebody.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    launchOptions: { executablePath: chromiumPath(), args: [...CHROMIUM_ARGUMENTS] },
    // Screenshots and traces would hold names and links of the journey; they stay on this machine and only of what failed.
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
