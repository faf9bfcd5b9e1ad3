/**
 * Signing in: how many a second one core and the database can, and whether the answer's time tells that an address is known.
 *
 *   npm run bench:sign-in [-- --tries 200] [-- --json FILE]
 */
import process from 'node:process';
import { openTestHouse, PASSWORD } from '../src/server/testing.ts';
import { signIn } from '../src/server/use/accounts.ts';
import startTestDatabase from '../tools/vitest-database.ts';
import { median, report } from './figures.ts';

const tries = Math.max(200, Number(process.argv[process.argv.indexOf('--tries') + 1]) || 200);
/** As many people as press the button at once on a Monday morning. */
const AT_ONCE = 8;

const stop = await startTestDatabase();
const house = await openTestHouse();
try {
  const { email } = await house.provider('Bench');
  const attempt = async (of: string, password: string): Promise<number> => {
    const at = performance.now();
    await signIn(house.ports, null, { email: of, password }, '198.51.100.7');
    return performance.now() - at;
  };
  // The failures are forgotten each time, so that the lock-out does not answer in their place.
  const forget = () => house.db.deleteFrom('failed_login').execute();
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let run = 0; run < tries; run++) {
    const order = run % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const which of order) {
      (which === 'known' ? known : unknown).push(await attempt(which === 'known' ? email : 'nobody@elsewhere.example', 'not the right one, sorry'));
      await forget();
    }
  }
  const passwordAlone: number[] = [];
  for (let run = 0; run < 50; run++) {
    const at = performance.now();
    await house.ports.passwords.pretend(PASSWORD);
    passwordAlone.push(performance.now() - at);
  }
  const at = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let run = 0; run < tries / AT_ONCE; run++) await attempt(email, PASSWORD);
    }),
  );
  const seconds = (performance.now() - at) / 1000;
  process.stdout.write(
    `sign-ins a second ${(tries / seconds).toFixed(1)} (${AT_ONCE} at once); the password alone takes ${median(passwordAlone).toFixed(1)} ms\n`,
  );
  const difference = Math.abs(median(known) / median(unknown) - 1);
  process.stdout.write(`known ${median(known).toFixed(2)} ms, unknown ${median(unknown).toFixed(2)} ms, apart by ${(difference * 100).toFixed(2)} %\n`);
  const [low, high] = median(known) < median(unknown) ? [known, unknown] : [unknown, known];
  process.exitCode = report([{ name: 'known-against-unknown-address', unit: 'ms', values: high, floors: low, target: { kind: 'ratio-at-most', limit: 1.05 } }])
    ? 0
    : 1;
} finally {
  await house.close();
  await stop();
}
