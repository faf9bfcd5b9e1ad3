/** How the small JSON endpoints of the room take their input. Where a post comes from was checked in `hooks.server.ts`. */
import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';

/** A ticket request with its receipt is below 1 KiB. */
const MAX_BODY_CHARACTERS = 4096;

export type Body<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response };

/** Only JSON, only in the given shape. What is refused says why in its status and repeats nothing of what was sent. */
export async function readBody<S extends v.GenericSchema>(event: RequestEvent, schema: S): Promise<Body<v.InferOutput<S>>> {
  if (event.request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/json') return refuse(415, 'not-json');
  const text = await event.request.text();
  if (text.length > MAX_BODY_CHARACTERS) return refuse(413, 'too-large');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse(400, 'malformed');
  }
  const result = v.safeParse(schema, parsed);
  return result.success ? { ok: true, value: result.output } : refuse(400, 'malformed');
}

export function answer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

function refuse(status: number, refused: string): { readonly ok: false; readonly response: Response } {
  return { ok: false, response: answer({ refused }, status) };
}
