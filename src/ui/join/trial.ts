/** What a device can be asked without another person. */

/** A firewall that answers nothing must not leave the test hanging. */
const PATIENCE_MS = 8_000;
const ASKED = 3;

/** Whole milliseconds from asking the portal to its answer, the middle one of three; null: it does not answer. */
export async function portalRoundTrip(): Promise<number | null> {
  const times: number[] = [];
  for (let time = 0; time < ASKED; time++) {
    const began = performance.now();
    const answer = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
    if (answer?.ok !== true) return null;
    times.push(performance.now() - began);
  }
  return Math.round(times.sort((a, b) => a - b)[Math.floor(ASKED / 2)] ?? 0);
}

/** Whether two ends in this very browser come to an encrypted connection: an extension or a company's setting may forbid it. */
export async function videoLoop(): Promise<boolean> {
  const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  try {
    one.onicecandidate = ({ candidate }) => void other.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    other.onicecandidate = ({ candidate }) => void one.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    const channel = one.createDataChannel('trial');
    one.addTransceiver('video');
    await one.setLocalDescription();
    if (one.localDescription) await other.setRemoteDescription(one.localDescription);
    await other.setLocalDescription();
    if (other.localDescription) await one.setRemoteDescription(other.localDescription);
    return await new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), PATIENCE_MS);
      channel.onopen = () => resolve(true);
    });
  } catch {
    return false;
  } finally {
    one.close();
    other.close();
  }
}
