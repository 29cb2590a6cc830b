/** The bytes of a payload that an author wrote out, so that they are known without the conversation. */
import { payloadBytes, type Payload } from '../spec/payload-bytes.ts';

/** Null for a template: its bytes come from what was sent and received. */
export function writtenBytes(payload: Payload): Uint8Array | null {
  return payload.kind === 'template' ? null : payloadBytes(payload, () => undefined);
}
