/** Where the time of joining goes: an init script that notes, in the guest's page, when what happened first. */
export interface Staged {
  stages: [name: string, atMs: number][];
}

export function noteStages(): void {
  const scope = window as unknown as Staged;
  scope.stages = [];
  const note = (name: string): void => void scope.stages.push([name, performance.now()]);
  document.addEventListener('readystatechange', () => note(`document ${document.readyState}`));
  document.addEventListener('click', (event) => note(`click ${(event.target as Element).closest('[data-state]')?.getAttribute('data-state') ?? ''}`), true);

  const { mediaDevices } = navigator;
  const get = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    note('camera asked');
    try {
      return await get(constraints);
    } finally {
      note('camera there');
    }
  };
  const plain = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const path = typeof input === 'string' ? input : '';
    note(`ask ${path}`);
    try {
      return await plain(input, init);
    } finally {
      note(`answer ${path}`);
    }
  };
  const named = (text: string): string => {
    const { type, body } = JSON.parse(text) as { type?: string; body?: string };
    return `${type ?? ''} ${body === undefined ? '' : (JSON.parse(body) as { kind: string }).kind}`;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      note('socket begun');
      this.addEventListener('open', () => note('socket open'));
      this.addEventListener('message', ({ data }: MessageEvent<string>) => note(`heard ${named(data)}`));
    }
    override send(data: string): void {
      note(`said ${named(data)}`);
      super.send(data);
    }
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...args);
      note('connection made');
      this.addEventListener('connectionstatechange', () => note(`connection ${this.connectionState}`));
      this.addEventListener('iceconnectionstatechange', () => note(`ice ${this.iceConnectionState}`));
      this.addEventListener('track', ({ track }) => track.addEventListener('unmute', () => note(`${track.kind} arrives`)));
    }
  };
}
