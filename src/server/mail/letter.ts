/** A letter's parts, told once and set twice: as plain text and as HTML. */

export type Part =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** The one link of the letter. */
  | { readonly kind: 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'code'; readonly code: string }
  /** A quiet way out at the foot, beside the one link. */
  | { readonly kind: 'way-out'; readonly text: string; readonly label: string; readonly href: string };

export interface Letter {
  readonly language: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

export function asText(letter: Letter): string {
  return `${[letter.title, ...letter.parts.map(partAsText)].join('\n\n')}\n`;
}

function partAsText(part: Part): string {
  switch (part.kind) {
    case 'paragraph':
      return part.text;
    case 'heading':
      // A wider gap stands in for the larger type.
      return `\n${part.text}`;
    case 'facts':
      return part.rows.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'list':
      return part.items.map((item) => `* ${item}`).join('\n');
    case 'link':
      return `${part.label}:\n${part.href}`;
    case 'code':
      return `    ${part.code}`;
    case 'way-out':
      return `${part.text}\n${part.label}: ${part.href}`;
    default:
      return part satisfies never;
  }
}

// Mail programs drop style sheets, so the styles stand at the elements; no picture, no font and nothing else is fetched from anywhere.
const STYLE = {
  body: "margin:0;padding:24px 16px;background:#faf8f4;color:#1c2422;font:18px/1.55 system-ui,-apple-system,'Segoe UI',sans-serif",
  sheet: 'max-width:36em;margin:0 auto',
  h1: 'margin:0 0 24px;font-size:27px;line-height:1.25',
  h2: 'margin:32px 0 8px;font-size:20px;line-height:1.3',
  text: 'margin:0 0 16px',
  facts: 'margin:0 0 24px;padding:16px 20px;background:#ffffff;border:1px solid #d9d4c7;border-radius:8px',
  list: 'margin:0 0 16px;padding-left:24px',
  link: 'display:inline-block;padding:12px 24px;border-radius:8px;background:#1f5c4d;color:#ffffff;font-weight:600;text-decoration:none',
  wayOut: 'margin:32px 0 16px;padding-top:16px;border-top:1px solid #d9d4c7',
  quietLink: 'color:#1f5c4d',
  code: 'margin:0 0 16px;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:27px;letter-spacing:0.06em;white-space:nowrap',
} as const;

/** A whole document. Every text is escaped; `href` must be made by the portal. */
export function asHtml(letter: Letter): string {
  const { language, title } = letter;
  return [
    '<!doctype html>',
    `<html lang="${escape(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(title)}</title>`,
    '</head>',
    `<body style="${STYLE.body}">`,
    // Mail programs show only what is in the body, some without the language of the document.
    `<div lang="${escape(language)}" style="${STYLE.sheet}">`,
    `<h1 style="${STYLE.h1}">${escape(title)}</h1>`,
    ...letter.parts.map(partAsHtml),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function partAsHtml(part: Part): string {
  switch (part.kind) {
    case 'paragraph':
      return `<p style="${STYLE.text}">${escape(part.text)}</p>`;
    case 'heading':
      return `<h2 style="${STYLE.h2}">${escape(part.text)}</h2>`;
    case 'facts':
      return `<p style="${STYLE.facts}">${part.rows.map(([name, value]) => `${escape(name)}: <strong>${escape(value)}</strong>`).join('<br>\n')}</p>`;
    case 'list':
      return `<ul style="${STYLE.list}">${part.items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
    case 'link':
      return `<p style="${STYLE.text}"><a href="${escape(part.href)}" style="${STYLE.link}">${escape(part.label)}</a></p>`;
    case 'code':
      return `<p style="${STYLE.code}"><strong>${escape(part.code)}</strong></p>`;
    case 'way-out':
      return `<p style="${STYLE.wayOut}">${escape(part.text)} <a href="${escape(part.href)}" style="${STYLE.quietLink}">${escape(part.label)}</a></p>`;
    default:
      return part satisfies never;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
