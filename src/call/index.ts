/** The consultation in the browser: everything a page needs of it, and nothing of any framework. */
export { openVisit, type Visit, type VisitOptions } from './visit.ts';
export { prepareVisit, type Prepared } from './prepare.ts';
export { openPresence, type Presence, type PresenceState } from './presence.ts';
export type { TicketAnswer } from './signal.ts';
export type { ChatMessage, CodeState, LinkConnection, LinkPath, LinkQuality, Peer, VisitState } from './state.ts';
export { CHAT_LENGTH, NAME_LENGTH } from './control.ts';
export { PRESETS, type Person, type Preset, type Refusal, type TurnAwayReason } from './protocol.ts';
