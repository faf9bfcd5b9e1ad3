/**
 * The floor of a call: one page with nothing but a WebSocket, getUserMedia and an RTCPeerConnection. The first page to come waits,
 * the second offers. What any portal adds is measured against it.
 */
import { createServer, type Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

const PAGE = `<!doctype html><meta charset="utf-8"><title>bare</title><video id="v" autoplay playsinline muted></video><script>
const offers = new URLSearchParams(location.search).has('offer');
const ws = new WebSocket('ws://' + location.host + '/ws' + (offers ? '?offer' : ''));
const media = navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 480 } });
const send = (m) => ws.send(JSON.stringify(m));
let pc, early = [], queue = Promise.resolve();
const serve = async () => {
  pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  pc.onicecandidate = (e) => e.candidate && send({ candidate: e.candidate });
  pc.ontrack = (e) => {
    if (e.track.kind !== 'video') return;
    v.srcObject = e.streams[0] || new MediaStream([e.track]);
    v.requestVideoFrameCallback(() => { window.firstFrame = performance.now(); });
  };
  const stream = await media;
  for (const track of stream.getTracks()) pc.addTrack(track, stream);
};
ws.onopen = async () => { if (offers) { await serve(); await pc.setLocalDescription(); send({ sdp: pc.localDescription }); } };
ws.onmessage = (e) => { queue = queue.then(() => handle(JSON.parse(e.data))); };
const handle = async (m) => {
  if (m.gone) { pc?.close(); pc = null; v.srcObject = null; }
  else if (m.sdp) {
    if (m.sdp.type === 'offer') { pc?.close(); pc = null; early = []; await serve(); }
    await pc.setRemoteDescription(m.sdp);
    if (m.sdp.type === 'offer') { await pc.setLocalDescription(); send({ sdp: pc.localDescription }); }
    for (const c of early.splice(0)) await pc.addIceCandidate(c);
  } else if (m.candidate) { if (pc?.remoteDescription) await pc.addIceCandidate(m.candidate); else early.push(m.candidate); }
};
</script>`;

export interface BareCall {
  readonly waitingUrl: string;
  readonly offeringUrl: string;
  close(): Promise<void>;
}

export async function serveBareCall(): Promise<BareCall> {
  const server: Server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(PAGE));
  const sockets = new WebSocketServer({ server, path: '/ws', perMessageDeflate: false });
  let waiting: WebSocket | null = null;
  let offering: WebSocket | null = null;
  sockets.on('connection', (socket, request) => {
    const offers = request.url?.endsWith('?offer') ?? false;
    if (offers) offering = socket;
    else waiting = socket;
    socket.on('message', (data: Buffer) => (offers ? waiting : offering)?.send(data.toString()));
    // Else the page that waits goes on encoding for nobody while the next is measured.
    if (offers) socket.on('close', () => waiting?.send('{"gone":true}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the bare page has no port');
  const url = `http://localhost:${address.port}/`;
  return {
    waitingUrl: url,
    offeringUrl: `${url}?offer`,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}
