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

/** Somebody's hold on a database. */
class Connection {
  onclose: Listener = null;
  onversionchange: Listener = null;
  closed = false;
  readonly transaction: () => Transaction;

  constructor(data: Map<string, unknown>, isFull: () => boolean) {
    this.transaction = () => {
      if (this.closed) throw new Error('InvalidStateError');
      return new Transaction(this, data, isFull());
    };
  }
  close(): void {
    this.closed = true;
  }
}

class Transaction {
  oncomplete: Listener = null;
  onabort: Listener = null;
  error: Error | null = null;
  readonly db: Connection;
  readonly #data: Map<string, unknown>;

  constructor(db: Connection, data: Map<string, unknown>, full: boolean) {
    this.db = db;
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
  readonly #connections: Connection[] = [];

  /** Deletes a database, as another tab does. Returns whether anybody held on to it. */
  deleteDatabase(name: string): boolean {
    for (const connection of this.#connections) if (!connection.closed) connection.onversionchange?.();
    this.databases.delete(name);
    return this.#connections.some(({ closed }) => !closed);
  }

  open = (name: string): Request<object> => {
    const request = new Request<object>();
    setTimeout(() => {
      if (this.broken) return request.fail('SecurityError');
      const known = this.databases.get(name);
      const data = known ?? new Map<string, unknown>();
      this.databases.set(name, data);
      request.result = { createObjectStore: (store: string) => void this.stores.set(name, store) };
      if (known === undefined) request.onupgradeneeded?.();
      const connection = new Connection(data, () => this.full);
      this.#connections.push(connection);
      request.succeed(connection);
    });
    return request;
  };
}
