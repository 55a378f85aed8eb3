const store = "held";
const days = 30;

interface Held {
  key: string;
  at: number;
  file: File;
}

/** Keeps a file in this browser until it is stored on the server: a reload or a crash does not lose it. */
export async function holdFile(key: string, file: File): Promise<void> {
  await use("readwrite", (files) => {
    files.put({ key, at: Date.now(), file } satisfies Held);
    files.index("at").openCursor(IDBKeyRange.upperBound(Date.now() - days * 86_400_000)).onsuccess = (event) => {
      const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
      cursor?.delete();
      cursor?.continue();
    };
    return undefined;
  });
}

/** The file kept under this key; undefined when the browser keeps none. */
export async function heldFile(key: string): Promise<File | undefined> {
  return (await use<Held>("readonly", (files) => files.get(key)))?.file;
}

export async function dropFile(key: string): Promise<void> {
  await use("readwrite", (files) => files.delete(key));
}

/** Runs in one transaction; a browser that keeps nothing (private window, full) answers undefined. */
async function use<T>(mode: IDBTransactionMode, work: (files: IDBObjectStore) => IDBRequest | undefined): Promise<T | undefined> {
  try {
    const database = await opened();
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    database.close();
    return request?.result;
  } catch {
    return undefined;
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("keshu.files", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: "key" }).createIndex("at", "at");
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}
