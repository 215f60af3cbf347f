/** Backends that open what the test hands out. */
import type { Device } from '../../../src/engine/backend/device.ts';
import { Backends } from '../../../src/engine/backend/select.ts';

export function backendsOf(open: () => Device): Backends {
  const backends = new Backends({ wasmPaths: {}, gpu: null });
  backends.open = backends.reopen = () => {
    const device = open();
    return Promise.resolve({ device, choice: { backend: device.backend, device: 'test', build: device.build, fallbacks: [] } });
  };
  backends.forget = () => undefined;
  return backends;
}
