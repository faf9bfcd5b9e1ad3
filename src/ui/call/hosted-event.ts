export interface HostedEvent {
  readonly id: string;
  /** Seen only by the practice. */
  readonly title: string;
  readonly state: 'draft' | 'published' | 'cancelled';
  /** ms since the epoch. */
  readonly startsAt: number;
  readonly plannedEnd: number;
  readonly zone: string;
  readonly size: 'single' | 'group';
  /** After the planned end the portal forgets the event. */
  readonly keptHours: number;
}
