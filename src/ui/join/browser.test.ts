import { expect, test } from 'vitest';
import { inAppBrowser, permissionSteps, videoCalls } from './browser.ts';

const SAFARI_PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const CHROME_PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1';
const CHROME_ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36';
const WEBVIEW_ANDROID =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/150.0.0.0 Mobile Safari/537.36';
const WEBVIEW_IOS = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
const INSTAGRAM = `${WEBVIEW_IOS} Instagram 390.0.0.0`;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SAFARI_MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';
const EDGE = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0';

test('ordinary browsers are not taken for a window inside an app', () => {
  for (const agent of [SAFARI_PHONE, CHROME_PHONE, CHROME_ANDROID, FIREFOX, SAFARI_MAC, EDGE]) expect(inAppBrowser(agent), agent).toBeNull();
});

test('windows inside apps are found, with their name where it is known', () => {
  expect(inAppBrowser(INSTAGRAM)).toEqual({ name: 'Instagram', system: 'ios' });
  expect(inAppBrowser(WEBVIEW_IOS)).toEqual({ name: null, system: 'ios' });
  expect(inAppBrowser(WEBVIEW_ANDROID)).toEqual({ name: null, system: 'android' });
});

test('each browser gets its own steps for allowing camera and microphone', () => {
  expect([SAFARI_PHONE, CHROME_PHONE, CHROME_ANDROID, FIREFOX, SAFARI_MAC, EDGE, 'curl'].map(permissionSteps)).toEqual([
    'safariPhone',
    'safariPhone',
    'chromium',
    'firefox',
    'safariMac',
    'chromium',
    'other',
  ]);
});

test('a browser without WebRTC is outdated, one on an unencrypted page is told that instead', () => {
  class Connection {
    addTransceiver(): void {}
  }
  class OldConnection {}
  const WebSocket = class {};
  const whole = { isSecureContext: true, RTCPeerConnection: Connection, WebSocket, navigator: { mediaDevices: {} } };
  expect(videoCalls(whole)).toBe('fine');
  expect(videoCalls({ ...whole, isSecureContext: false, navigator: {} })).toBe('insecure');
  expect(videoCalls({ ...whole, RTCPeerConnection: undefined })).toBe('outdated');
  expect(videoCalls({ ...whole, RTCPeerConnection: OldConnection })).toBe('outdated');
  expect(videoCalls({ ...whole, navigator: {} })).toBe('outdated');
});
