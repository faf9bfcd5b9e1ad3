/** Where something of a consultation could have stayed: looked for byte by byte in files and in the memory of running processes. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** What is looked for, by a name that may stand in a test's output. */
export type Marks = Readonly<Record<string, string>>;

/** V8 and PostgreSQL keep text in one of these; of ASCII the first two are the same bytes. */
const ENCODINGS = ['utf8', 'latin1', 'utf16le'] as const;
const CHUNK_BYTES = 8 << 20;

interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

function needlesOf(marks: Marks): readonly Needle[] {
  return Object.entries(marks).flatMap(([name, text]) => {
    const forms = new Set(ENCODINGS.map((encoding) => Buffer.from(text, encoding).toString('hex')));
    return [...forms].map((hex) => ({ name, bytes: Buffer.from(hex, 'hex') }));
  });
}

/** `place: name` for every mark in every file below this folder. A file that goes away meanwhile is none. */
export function marksInFiles(folder: string, marks: Marks): readonly string[] {
  const needles = needlesOf(marks);
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((file) => {
    if (!file.isFile()) return [];
    const path = join(file.parentPath, file.name);
    const content = readIfThere(path);
    return content === null ? [] : namesIn(content, needles).map((name) => `${path.slice(folder.length + 1)}: ${name}`);
  });
}

/** Which marks are in the memory that this process can write, freed or not. Needs to be its parent or root. @throws when it may not be read. */
export function marksInMemory(pid: number, marks: Marks): readonly string[] {
  const needles = needlesOf(marks);
  const overlap = Math.max(...needles.map(({ bytes }) => bytes.length));
  const chunk = Buffer.alloc(CHUNK_BYTES + overlap);
  const found = new Set<string>();
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const { from, to } of writableMappings(pid)) {
      for (let at = from; at < to; at += CHUNK_BYTES) {
        const read = readAt(memory, chunk, Math.min(chunk.length, to - at), at);
        for (const name of namesIn(chunk.subarray(0, read), needles)) found.add(name);
      }
    }
  } finally {
    closeSync(memory);
  }
  return [...found].sort();
}

/** The process and all that it started, themselves or through others. */
export function processTree(pid: number): readonly { readonly pid: number; readonly name: string }[] {
  const all = readdirSync('/proc').flatMap((entry) => {
    const stat = /^\d+$/.test(entry) ? readIfThere(`/proc/${entry}/stat`)?.toString() : undefined;
    // The name stands in brackets and may hold any character.
    const [, name = '', parent = ''] = /\((.*)\) \S (\d+)/s.exec(stat ?? '') ?? [];
    return stat === undefined ? [] : [{ pid: Number(entry), name, parent: Number(parent) }];
  });
  const tree = all.filter((each) => each.pid === pid);
  for (const each of tree) tree.push(...all.filter(({ parent }) => parent === each.pid));
  return tree;
}

function namesIn(content: Buffer, needles: readonly Needle[]): readonly string[] {
  return [...new Set(needles.filter(({ bytes }) => content.includes(bytes)).map(({ name }) => name))];
}

/** proc(5), `/proc/pid/maps`. */
function writableMappings(pid: number): readonly { readonly from: number; readonly to: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      return from === undefined || to === undefined ? [] : [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }];
    });
}

/** 0: it is mapped no more. */
function readAt(file: number, into: Buffer, length: number, at: number): number {
  try {
    return readSync(file, into, 0, length, at);
  } catch {
    return 0;
  }
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
