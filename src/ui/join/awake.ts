/** Keeps the screen on while somebody waits or talks: a locked phone neither rings nor shows a picture. */

const FIRST_MS = 1_000;

/**
 * Asks again whenever the page comes back into sight, because the browser lets go each time it is hidden. `told` hears whether the
 * screen is kept on now. Answers how to stop.
 */
export function keepAwake(told: (kept: boolean) => void): () => void {
  let lock: WakeLockSentinel | null = null;
  let stopped = false;

  const ask = async (): Promise<void> => {
    if (stopped || lock !== null || document.hidden || !('wakeLock' in navigator)) return;
    try {
      const granted = await navigator.wakeLock.request('screen');
      if (stopped) return void granted.release();
      lock = granted;
      granted.addEventListener('release', () => {
        lock = null;
        if (!stopped) told(false);
      });
      told(true);
    } catch {
      // Refused on low battery or in power saving: the words ask the person instead.
      told(false);
    }
  };
  const onVisible = (): void => void ask();
  document.addEventListener('visibilitychange', onVisible);
  // Nobody's screen goes dark within a second, and whoever has just come in waits for a picture.
  const timer = setTimeout(() => void ask(), FIRST_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisible);
    void lock?.release().catch(() => undefined);
  };
}
