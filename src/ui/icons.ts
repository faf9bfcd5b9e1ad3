/** One set of signs: 24 by 24, drawn with one stroke. Always beside a word, or with a name for screen readers. */
export const ICONS = {
  microphone: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M5 11a7 7 0 0 0 14 0M12 18v3M9 21h6',
  'microphone-off': 'M15 9V6a3 3 0 0 0-5.7-1.3M9 9v2a3 3 0 0 0 4.6 2.5M5 11a7 7 0 0 0 11.2 5.6M19 11a7 7 0 0 1-.6 2.8M12 18v3M9 21h6M4 3l16 18',
  camera: 'M5 6h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2M15 11l6-3.5v9L15 13',
  'camera-off': 'M9 6h4a2 2 0 0 1 2 2v4M15 16a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 1.5-1.9M15 11l6-3.5v9l-4-2.3M4 3l16 18',
  chat: 'M5 4h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2',
  'full-screen': 'M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4',
  leave: 'M3.5 13.5c4.6-4.7 12.4-4.7 17 0l-2.8 3-3-1.6v-2.6c-1.8-.5-3.6-.5-5.4 0v2.6l-3 1.6z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  chevron: 'M6 15l6-6 6 6',
  check: 'M4 12.5l5 5L20 6.5',
  warning: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  sound: 'M4 9.5v5h3.5L12 19V5L7.5 9.5zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  calendar: 'M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1M4 10h16M8 3v4M16 3v4',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.4a3.5 3.5 0 0 1 0 6.2M18 14.6c2.200.9 3.500 2.700 3.500 5.400',
  close: 'M5 5l14 14M19 5L5 19',
  copy: 'M9 8h10a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1M16 5V4a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h1',
  print: 'M7 9V3h10v6M7 17H5a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2h-2M7 14h10v7H7z',
  telephone: 'M6 3h3l1.500 5-2.200 1.600a12 12 0 0 0 6.100 6.100L16 13.500l5 1.500v3a3 3 0 0 1-3 3C10 21 3 14 3 6a3 3 0 0 1 3-3',
  plus: 'M12 5v14M5 12h14',
} as const satisfies Record<string, string>;

export type IconName = keyof typeof ICONS;
