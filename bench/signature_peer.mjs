// sr25519 by a package of npm; a contender of bench/run signatures.
//
// Arguments: a folder where the package is installed, its name. Takes turns on standard input: each line is a count and
// the bytes of a message, and is answered with the seconds to sign and the seconds to verify.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, name] = process.argv.slice(2);
const require = createRequire(join(folder, 'none.js'));
const library = await import(pathToFileURL(require.resolve(name)));
const seed = new Uint8Array(32).fill(7);

async function contender() {
  if (name === '@scure/sr25519') {
    const secret = library.secretFromSeed(seed);
    const key = library.getPublicKey(secret);
    return [(m) => library.sign(secret, m), (m, s) => library.verify(m, s, key)];
  }
  await library.cryptoWaitReady();
  const pair = library.sr25519PairFromSeed(seed);
  return [(m) => library.sr25519Sign(m, pair), (m, s) => library.sr25519Verify(m, s, pair.publicKey)];
}

const [sign, verify] = await contender();
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [count, bytes] = line.split(' ').map(Number);
  const message = new Uint8Array(bytes);
  const signatures = [];
  const begin = performance.now();
  for (let i = 0; i < count; i++) {
    message[0] = i;
    signatures.push(sign(message));
  }
  const signed = performance.now();
  for (let i = 0; i < count; i++) {
    message[0] = i;
    if (!verify(message, signatures[i])) throw new Error('a signature of its own does not verify');
  }
  console.log(`${(signed - begin) / 1e3} ${(performance.now() - signed) / 1e3}`);
}
