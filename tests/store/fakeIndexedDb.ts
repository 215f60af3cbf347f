/** As much of IndexedDB as idb-keyval uses. What was put stays for the next page. */
type Listener = (() => void) | null;

class Request<T> {
  onsuccess: Listener = null;
  onerror: Listener = null;
  onupgradeneeded: Listener = null;
  result: T | undefined;
  error: Error | null = null;

  succeed(result: T): void {
    this.result = result;
    this.onsuccess?.();
  }
  fail(message: string): void {
    this.error = new Error(message);
    this.onerror?.();
  }
}

class Transaction {
  oncomplete: Listener = null;
  onabort: Listener = null;
  error: Error | null = null;
  readonly #data: Map<string, unknown>;

  constructor(data: Map<string, unknown>, full: boolean) {
    this.#data = data;
    setTimeout(() => {
      this.error = full ? new Error('QuotaExceededError') : null;
      if (full) this.onabort?.();
      else this.oncomplete?.();
    });
  }
  objectStore(): object {
    const data = this.#data;
    return {
      transaction: this,
      get(key: string) {
        const request = new Request<unknown>();
        setTimeout(() => request.succeed(structuredClone(data.get(key))));
        return request;
      },
      put: (value: unknown, key: string) => void data.set(key, structuredClone(value)),
      delete: (key: string) => void data.delete(key),
    };
  }
}

export class FakeIndexedDb {
  readonly databases = new Map<string, Map<string, unknown>>();
  /** The store that each of them was made with. */
  readonly stores = new Map<string, string>();
  /** Whether opening fails, and whether the disk is full. */
  broken = false;
  full = false;

  open = (name: string): Request<object> => {
    const request = new Request<object>();
    setTimeout(() => {
      if (this.broken) return request.fail('SecurityError');
      const known = this.databases.get(name);
      const data = known ?? new Map<string, unknown>();
      this.databases.set(name, data);
      request.result = { createObjectStore: (store: string) => void this.stores.set(name, store) };
      if (known === undefined) request.onupgradeneeded?.();
      request.succeed({ transaction: () => new Transaction(data, this.full) });
    });
    return request;
  };
}
