// The journal of a browser: edits on their way to the server, kept until it has them.

const disk = (() => { try { return window.localStorage; } catch { return null; } })();
const keyOf = (subject, name) => `${subject}|${name}`;
const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

const deviceName = () => {
  const name = disk?.getItem('peer-audit:device') ?? newId();
  try { disk.setItem('peer-audit:device', name); } catch { /* then it lasts as long as this tab */ }
  return name;
};

// What waits for the server: one entry of the browser's storage per operation, of all tabs.
class Journal {
  constructor(place) {
    this.prefix = `peer-audit:${place}:`;
    this.waiting = new Map(); // operations by id
    this.refused = new Map(); // reasons by id: not sent again, kept until edited or discarded
    this.homeless = new Set(); // ids for which this device had no room
    for (const name of Object.keys(disk ?? {})) if (this.owns(name)) this.read(disk.getItem(name));
  }

  owns(name) { return Boolean(name?.startsWith(this.prefix)); }
  operations() { return [...this.waiting.values()].sort((a, b) => a.order - b.order); }
  sendable() { return this.operations().filter((op) => !this.refused.has(op.id)); }
  of(key) { return this.operations().filter((op) => keyOf(op.subject, op.field) === key); }

  read(text) {
    try {
      const op = JSON.parse(text);
      if (Array.isArray(op.bases)) { this.waiting.set(op.id, op); return op; }
    } catch { /* not ours: left alone */ }
    return null;
  }

  // A draft gives way to what the same tab wrote after it, a refused text to whatever follows.
  // Written before the other is dropped: a browser that dies in between holds both, never neither.
  keep(op) {
    const gone = this.of(keyOf(op.subject, op.field)).filter((old) => (
      this.refused.has(old.id) || (old.draft && old.device === op.device)));
    this.write(op);
    for (const old of gone) this.drop(old.id);
    if (this.homeless.has(op.id)) this.write(op); // now there may be room
  }

  write(op) {
    this.waiting.set(op.id, op);
    try { disk.setItem(this.prefix + op.id, JSON.stringify(op)); this.homeless.delete(op.id); }
    catch { this.homeless.add(op.id); }
  }

  drop(id) {
    for (const kept of [this.waiting, this.refused, this.homeless]) kept.delete(id);
    disk?.removeItem(this.prefix + id);
  }

  // What was to rest on a refused operation rests on what that one would have replaced; where
  // something newer is on its way, the refused text has had its day. Returns what was lost.
  refuse(id, reason) {
    const lost = this.waiting.get(id);
    if (!lost) return null;
    if (this.of(keyOf(lost.subject, lost.field)).some((op) => op.order > lost.order)) this.drop(id);
    else this.refused.set(id, reason);
    for (const op of this.waiting.values()) {
      const bases = op.bases.flatMap((base) => (base === id ? lost.bases : [base]));
      if (op.bases.includes(id)) this.write({ ...op, bases });
    }
    return lost;
  }

  // As much as passes a slow link in one go, one operation at least.
  batch(most, bytes) {
    const batch = []; let length = 0;
    for (const op of this.sendable().slice(0, most)) {
      length += JSON.stringify(op).length;
      if (batch.length && length > bytes) break;
      batch.push(op);
    }
    return batch;
  }
}
