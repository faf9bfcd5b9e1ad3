/** The call alone, served from the lab's third host with a relay beside it. Prints its address; ends with its standard input. */
import process from 'node:process';
import { serveBareVisit } from '../bare-visit.ts';

const [host = '127.0.0.1', secret = ''] = process.argv.slice(2);
const server = await serveBareVisit({
  host,
  publicUrl: (port) => `http://${host}:${port}/`,
  turn: { urls: [`turn:${host}:3478?transport=udp`, `turn:${host}:3478?transport=tcp`], secret },
});
process.stdout.write(`${server.url}\n`);
process.stdin.resume();
process.stdin.once('end', () => void server.close().then(() => process.exit(0)));
