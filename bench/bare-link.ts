/**
 * The floor of a link that waits: a page whose connection is up with nothing in it. When "go" passes over its socket both sides put their
 * tracks in; told that its address changed, a page makes its socket anew and restarts ICE at once. The first page to
 * come waits, the second offers.
 *
 *   node bench/bare-link.ts HOST        prints its address; ends with its standard input
 */
import { createServer } from 'node:http';
import process from 'node:process';
import { WebSocketServer, type WebSocket } from 'ws';

const PAGE = `<!doctype html><meta charset="utf-8"><title>bare link</title><video id="v" autoplay playsinline muted></video><script>
const offers = location.search === '?offer';
const media = navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 480 } });
const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
let ws, stream, early = [], queue = media.then((it) => { stream = it; });
const send = (m) => ws.send(JSON.stringify(m));
const offer = async (restart) => { await pc.setLocalDescription(await pc.createOffer({ iceRestart: restart })); send({ sdp: pc.localDescription }); };
const connect = (opened) => {
  const line = ws = new WebSocket('ws://' + location.host + '/ws' + location.search);
  line.onopen = () => { queue = queue.then(opened); };
  line.onmessage = (e) => { queue = queue.then(() => handle(JSON.parse(e.data))); };
  line.onclose = () => ws === line && connect(restart);
};
const restart = () => offers ? offer(true) : send({ please: 'restart' });
const put = () => Promise.all(pc.getTransceivers().map(({ sender, receiver }) => sender.replaceTrack(stream.getTracks().find(({ kind }) => kind === receiver.track.kind))));
window.go = () => { send({ go: true }); return put(); };
pc.onicecandidate = (e) => e.candidate && ws.readyState === 1 && send({ candidate: e.candidate });
pc.ontrack = (e) => { 
  if (e.track.kind !== 'video') return;
  v.srcObject = new MediaStream([e.track]);
  v.requestVideoFrameCallback(() => { window.firstFrame = performance.now(); });
};
const handle = async (m) => {
  if (m.go) await put();
  if (m.please) await offer(true);
  if (m.sdp) {
    await pc.setRemoteDescription(m.sdp);
    if (m.sdp.type === 'offer') {
      for (const each of pc.getTransceivers()) each.direction = 'sendrecv';
      await pc.setLocalDescription();
      send({ sdp: pc.localDescription });
    }
    for (const c of early.splice(0)) await pc.addIceCandidate(c);
  }
  if (m.candidate) { if (pc.remoteDescription) await pc.addIceCandidate(m.candidate).catch(() => undefined); else early.push(m.candidate); }
};
window.moved = () => { ws.close(); connect(restart); };
connect(() => {
  if (!offers) return;
  pc.addTransceiver('audio'); pc.addTransceiver('video');
  return offer(false);
});
</script>`;

const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(PAGE));
const sockets = new WebSocketServer({ server, path: '/ws', perMessageDeflate: false });
let waiting: WebSocket | null = null;
let offering: WebSocket | null = null;
sockets.on('connection', (socket, request) => {
  const offers = request.url?.endsWith('?offer') ?? false;
  if (offers) offering = socket;
  else waiting = socket;
  socket.on('message', (data: Buffer) => (offers ? waiting : offering)?.send(data.toString()));
});
const host = process.argv[2] ?? '127.0.0.1';
server.listen(0, host, () => {
  const address = server.address();
  process.stdout.write(`http://${host}:${typeof address === 'object' && address !== null ? address.port : 0}/\n`);
});
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
