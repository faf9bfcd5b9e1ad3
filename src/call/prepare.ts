/**
 * What a visit can have ready before it may begin: the certificate, a connection with empty media, the line to the portal. Nothing of it
 * asks or tells anybody anything; it only takes time, most of it on a slow telephone.
 */
import { makeSpare, type Spare } from './connection.ts';

export interface Prepared {
  readonly certificate: Promise<RTCCertificate>;
  /** Once; null: it is used, not made yet, or made for the other part. */
  takeSpare(offers: boolean): Spare | null;
  /** Opens the socket while the portal is still asked for the ticket that is said on it. */
  dial(signalUrl: string): void;
  /** Once; null: none was opened. */
  takeLine(): WebSocket | null;
  /** For a visit that does not begin. What was taken belongs to the taker. */
  close(): void;
}

/** `offers`: whether the first link will be this side's to offer, as a guest's is. */
export function prepareVisit(offers: boolean): Prepared {
  let spare: Spare | null = null;
  let line: WebSocket | null = null;
  let closed = false;
  const certificate = RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as AlgorithmIdentifier);
  certificate.then(
    (made) => {
      if (!closed) spare = makeSpare(made, offers, false);
    },
    // Whoever awaits the certificate hears of it.
    () => undefined,
  );
  return {
    certificate,
    takeSpare(wanted) {
      if (wanted !== offers) return null;
      const taken = spare;
      spare = null;
      return taken;
    },
    dial(signalUrl) {
      line ??= new WebSocket(signalUrl);
    },
    takeLine() {
      const taken = line;
      line = null;
      return taken;
    },
    close() {
      closed = true;
      spare?.pc.close();
      line?.close();
      spare = line = null;
    },
  };
}
