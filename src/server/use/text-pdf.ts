/** A published text as a PDF for keeping: tagged, with its fonts inside, and the same bytes each time it is asked for. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Block } from '../../rules/legal-text.ts';

export interface Paper {
  readonly title: string;
  /** Which version, of which day; what its checksum is. */
  readonly facts: readonly string[];
  readonly blocks: readonly Block[];
  readonly language: 'de' | 'en' | 'fr';
  readonly publishedAt: Date;
  /** What stands at the foot of a page. */
  readonly foot: (page: number, pages: number) => string;
}

/** Raised when the same text would come out as other bytes, so that browsers fetch it anew. */
export const PDF_FORM = 1;

const require = createRequire(import.meta.url);
const REGULAR = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const BOLD = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');
/** Points: 25 mm, as letters have it. */
const MARGIN = 71;
const SIZE = { title: 17, heading: 12, subheading: 10.5, text: 9.5, small: 8 } as const;
const LOCALES = { de: 'de-DE', en: 'en-GB', fr: 'fr-FR' } as const;

type Doc = InstanceType<typeof PDFDocument>;
type Tag = 'H1' | 'H2' | 'H3' | 'P';

export async function pdfOf(paper: Paper): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    // ISO 14289; the types do not know it yet.
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: LOCALES[paper.language],
    displayTitle: true,
    bufferPages: true,
    font: REGULAR,
    // The day of publication and nothing of today: the file's identity is made of these.
    info: { Title: paper.title, CreationDate: paper.publishedAt, ModDate: paper.publishedAt },
  });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  const root = doc.struct('Document');
  doc.addStructure(root);

  const line = (tag: Tag, font: string, size: number, text: string, gap: number): void => {
    // A heading does not stand alone at the end of a page.
    if (tag !== 'P' && doc.y + size * 4 > doc.page.height - MARGIN) doc.addPage();
    root.add(doc.struct(tag, {}, () => void doc.font(font).fontSize(size).text(text, { lineGap: 2 })));
    doc.y += gap;
  };
  line('H1', BOLD, SIZE.title, paper.title, 6);
  for (const fact of paper.facts) line('P', REGULAR, SIZE.small, fact, 0);
  doc.y += 12;
  for (const block of paper.blocks) {
    if (block.kind === 'list') addList(doc, root, block.items);
    else if (block.kind === 'paragraph') line('P', REGULAR, SIZE.text, block.text, 7);
    else if (block.kind === 'heading') line('H2', BOLD, SIZE.heading, block.text, 4);
    else line('H3', BOLD, SIZE.subheading, block.text, 3);
  }
  root.end();
  pageFeet(doc, paper.foot);
  doc.end();
  await ended;
  return Buffer.concat(parts);
}

function addList(doc: Doc, root: ReturnType<Doc['struct']>, items: readonly string[]): void {
  // Content is written when what it belongs to is in the tree, and not before.
  const list = doc.struct('L');
  root.add(list);
  const left = MARGIN + 14;
  const width = doc.page.width - MARGIN - left;
  for (const item of items) {
    doc.font(REGULAR).fontSize(SIZE.text);
    // The sign and what it stands before belong on one page.
    if (doc.y + SIZE.text * 2 > doc.page.height - MARGIN) doc.addPage();
    const top = doc.y;
    list.add(
      doc.struct('LI', {}, [
        doc.struct('Lbl', {}, () => void doc.text('•', MARGIN, top, { lineBreak: false })),
        doc.struct('LBody', {}, () => void doc.text(item, left, top, { width, lineGap: 2 })),
      ]),
    );
    doc.x = MARGIN;
    doc.y += 4;
  }
  list.end();
  doc.y += 3;
}

/** An artefact: whoever listens to the text does not want to hear it on each page. */
function pageFeet(doc: Doc, foot: Paper['foot']): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(start + page);
    const { bottom } = doc.page.margins;
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination', subtype: 'Footer' } as Parameters<Doc['markContent']>[1]);
    doc
      .font(REGULAR)
      .fontSize(SIZE.small)
      .text(foot(page + 1, count), MARGIN, doc.page.height - MARGIN / 2 - SIZE.small, { align: 'right', lineBreak: false, width: doc.page.width - 2 * MARGIN });
    doc.endMarkedContent();
    doc.page.margins.bottom = bottom;
  }
}
