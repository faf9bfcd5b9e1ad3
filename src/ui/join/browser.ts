/** What this browser is, as far as a frightened person needs to be told something about it. Nothing of it leaves the page. */

/** Whose steps for allowing camera and microphone are shown. */
export type PermissionSteps = 'chromium' | 'firefox' | 'safariPhone' | 'safariMac' | 'other';

export function permissionSteps(userAgent: string): PermissionSteps {
  // On iPhone and iPad every browser is Safari underneath, and iPadOS calls itself a Mac; both have the same page settings.
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'safariPhone';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Chrome\/|Chromium\/|Edg\//.test(userAgent)) return 'chromium';
  if (/Macintosh.*Version\/.*Safari\//.test(userAgent)) return 'safariMac';
  return 'other';
}

const APPS: readonly (readonly [RegExp, string])[] = [
  [/FBAN|FBAV|FB_IAB/, 'Facebook'],
  [/Instagram/, 'Instagram'],
  [/LinkedInApp/, 'LinkedIn'],
  [/MicroMessenger/, 'WeChat'],
  [/musical_ly|BytedanceWebview|TikTok/, 'TikTok'],
  [/Snapchat/, 'Snapchat'],
  [/\bLine\//, 'Line'],
  [/\bTwitter for/, 'X'],
  [/\bGSA\//, 'Google'],
];

/** The app whose window this is. `name` null: an app, but not one we know. null: an ordinary browser. */
export function inAppBrowser(userAgent: string): { readonly name: string | null; readonly system: 'ios' | 'android' | 'other' } | null {
  const system = /iPhone|iPad|iPod/.test(userAgent) ? 'ios' : /Android/.test(userAgent) ? 'android' : 'other';
  for (const [sign, name] of APPS) if (sign.test(userAgent)) return { name, system };
  // Android's WebView says so; on iOS a window without "Safari/" belongs to an app (Chrome, Firefox and Edge for iOS all carry it).
  if (system === 'android' && /;\s*wv\)/.test(userAgent)) return { name: null, system };
  if (system === 'ios' && /AppleWebKit/.test(userAgent) && !/Safari\//.test(userAgent)) return { name: null, system };
  return null;
}

/** `insecure`: a browser that could, on a page it does not trust with a camera. */
export function videoCalls(scope: {
  readonly isSecureContext: boolean;
  readonly RTCPeerConnection?: unknown;
  readonly WebSocket?: unknown;
  readonly navigator: { readonly mediaDevices?: unknown };
}): 'fine' | 'insecure' | 'outdated' {
  const connection: unknown = scope.RTCPeerConnection;
  const prototype: unknown = typeof connection === 'function' ? connection.prototype : null;
  if (typeof scope.WebSocket !== 'function' || typeof prototype !== 'object' || prototype === null || !('addTransceiver' in prototype)) return 'outdated';
  if (!scope.isSecureContext) return 'insecure';
  return scope.navigator.mediaDevices === undefined ? 'outdated' : 'fine';
}
