import type { AreaPart } from './routes/portal/area-part.server.ts';
import type { Language, Ports } from './server/use/ports.ts';
import type { SessionView } from './server/use/session.ts';

declare global {
  namespace App {
    interface Locals {
      ports: Ports;
      session: SessionView | null;
      language: Language;
      /** From when on this account needs a second factor; null: it has one, needs none, or must set one up now. */
      secondFactorDue: Date | null;
      /** The requester's address as the trusted proxies tell it; only for limits, never kept. */
      address: string;
    }
    interface PageState {
      /** Of an order: which step this entry of the history shows. */
      readonly step?: import('./rules/order.ts').Step;
    }
    interface PageData {
      /** The part of the area that the page belongs to, for its navigation. */
      part?: AreaPart;
    }
    interface Platform {
      req: import('node:http').IncomingMessage;
    }
  }
}
