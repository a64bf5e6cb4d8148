// What a telephone keeps of a head count: people and marks not sent, encrypted, in IndexedDB.
// The key is derived from two halves. One is kept as a key that no script can read out; the other is
// a cookie that the log-out takes away, or the end of the session. Without either nothing opens;
// whoever logs in again as the same officer gets both halves anew, and what waited is sent.
const NAME = "musters";
const COOKIE = "muster_share";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
const cookie = () =>
  document.cookie.split("; ").find((row) => row.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    const base = request.result;
    base.createObjectStore("keys", { keyPath: "muster" });
    base.createObjectStore("sheets", { keyPath: "muster" });
    base.createObjectStore("queue", { keyPath: "id", autoIncrement: true }).createIndex("muster", "muster");
  };
  return settled(request);
}

export class Store {
  static async of(muster) {
    const store = new Store();
    store.muster = muster;
    store.base = await opened();
    return store;
  }

  // One transaction, on disk before it is said to be done: a tap survives the battery.
  async within(names, mode, work) {
    const turn = this.base.transaction(names, mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      turn.oncomplete = resolve;
      turn.onabort = turn.onerror = () => reject(turn.error);
    });
    const found = work((name) => turn.objectStore(name));
    await done;
    return found?.result ?? found;
  }

  async take({ secret, owner, ends_at: endsAt }) {
    const handle = await crypto.subtle.importKey("raw", bytesOf(secret), "HKDF", false, ["deriveKey"]);
    const row = { muster: this.muster, handle, owner, endsAt: Date.parse(endsAt) };
    await this.within(["keys"], "readwrite", (at) => at("keys").put(row));
    return this.open();
  }

  // Returns whether what is kept can be read.
  async open() {
    const row = await this.within(["keys"], "readonly", (at) => at("keys").get(this.muster));
    const share = cookie();
    this.key = null;
    if (!row || !share) return false;
    if (row.endsAt <= Date.now()) {
      await this.shut();
      return false;
    }
    const from = { name: "HKDF", hash: "SHA-256", salt: bytesOf(share), info: encoder.encode(this.muster) };
    this.key = await crypto.subtle.deriveKey(from, row.handle, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    this.owner = row.owner;
    return true;
  }

  // The session is over: what is kept stays, and nobody reads it.
  async shut() {
    this.key = null;
    document.cookie = `${COOKIE}=; path=/movements/; max-age=0; samesite=strict`;
    await this.within(["keys"], "readwrite", (at) => at("keys").clear());
  }

  async closed(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, encoder.encode(JSON.stringify(value)));
    return { muster: this.muster, owner: this.owner, iv, bytes };
  }

  async read(row) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, this.key, row.bytes);
    return JSON.parse(decoder.decode(plain));
  }

  async sheet() {
    const row = await this.within(["sheets"], "readonly", (at) => at("sheets").get(this.muster));
    return row && row.owner === this.owner ? this.read(row) : null;
  }

  async keep(sheet) {
    const row = await this.closed(sheet);
    await this.within(["sheets"], "readwrite", (at) => at("sheets").put(row));
  }

  async add(item) {
    const row = await this.closed(item);
    return this.within(["queue"], "readwrite", (at) => at("queue").add(row));
  }

  // What waits, in the order of the taps: of this officer readable, of others their number alone.
  async waiting() {
    const rows = await this.within(["queue"], "readonly", (at) => at("queue").index("muster").getAll(this.muster));
    if (!this.key) return { items: [], count: rows.length, others: 0 };
    const own = rows.filter((row) => row.owner === this.owner);
    const items = [];
    for (const row of own) items.push({ ...(await this.read(row)), id: row.id });
    return { items, count: own.length, others: rows.length - own.length };
  }

  // What was answered leaves the queue in the transaction in which the sheet learns of it.
  async settle(ids, sheet) {
    const row = await this.closed(sheet);
    await this.within(["queue", "sheets"], "readwrite", (at) => {
      for (const id of ids) at("queue").delete(id);
      at("sheets").put(row);
    });
  }

  async forget() {
    await this.within(["keys", "sheets"], "readwrite", (at) => {
      at("keys").delete(this.muster);
      at("sheets").delete(this.muster);
    });
  }
}
