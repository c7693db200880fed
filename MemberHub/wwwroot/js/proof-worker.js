// Finds, for each part of a task, a number so that SHA-256 of "seed.part.number" begins with so many zero bits. Written out instead of
// asking the browser's own SHA-256: that one answers each of a hundred thousand short texts separately, which takes ten times as long,
// and over plain http it is missing.
'use strict';

const constants = (() => {
    const primes = [];
    for (let n = 2; primes.length < 64; n++) {
        if (primes.every(prime => n % prime !== 0)) primes.push(n);
    }
    const fraction = root => ((root - Math.floor(root)) * 0x100000000) | 0;
    return { rounds: Int32Array.from(primes, prime => fraction(Math.cbrt(prime))), start: Int32Array.from(primes.slice(0, 8), prime => fraction(Math.sqrt(prime))) };
})();

const words = new Int32Array(64);
const bytes = new Uint8Array(64);

// The first word of the hash of what lies in the first bytes; a task is short enough for one block.
const firstWord = length => {
    bytes[length] = 0x80;
    bytes.fill(0, length + 1);
    for (let i = 0; i < 15; i++) words[i] = (bytes[4 * i] << 24) | (bytes[4 * i + 1] << 16) | (bytes[4 * i + 2] << 8) | bytes[4 * i + 3];
    words[15] = length * 8;
    for (let i = 16; i < 64; i++) {
        const a = words[i - 15];
        const b = words[i - 2];
        const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
        const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
        words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = constants.start;
    for (let i = 0; i < 64; i++) {
        const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants.rounds[i] + words[i]) | 0;
        const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + t1) | 0;
        d = c;
        c = b;
        b = a;
        a = (t1 + t2) | 0;
    }
    return (a + constants.start[0]) | 0;
};

const solve = (seed, part, bits) => {
    const prefix = `${seed}.${part}.`;
    for (let i = 0; i < prefix.length; i++) bytes[i] = prefix.charCodeAt(i);
    for (let number = 0; ; number++) {
        const digits = String(number);
        for (let i = 0; i < digits.length; i++) bytes[prefix.length + i] = digits.charCodeAt(i);
        if (Math.clz32(firstWord(prefix.length + digits.length)) >= bits) return number;
    }
};

addEventListener('message', event => {
    const { seed, bits, parts } = event.data;
    for (let part = 0; part < parts; part++) postMessage(solve(seed, part, bits));
});
