// The answer sheet: fields that are saved as one types and stay editable without a connection.
// It comes after journal.js, elements.js, field.js and item.js, in one script.
//
// Each edit is an operation, kept in a journal until the server says that the store has it. It goes
// to an address of its own, which answers what was taken or refused and how the field stands now;
// the page is asked for again only where an edit changes what else is drawn.

const CALM_MS = 1000; // how long a status must hold before it is read aloud
const RESEND_MS = 3000; // how long an operation waits before it is sent again
const PATIENCE_MS = 8000; // how long to wait for the answer of a server
const SETTLE_MS = 2000; // how long a click elsewhere waits for what was just typed
const FOLLOW_MS = 300; // how long after an edit the rest of the page follows
const REFRESH_MS = 15000; // how often a quiet sheet asks what was changed elsewhere
const LEAVING_MS = 20000; // how long another page may take to open
const MOST_AT_ONCE = 50;
const FEW_BYTES = 20000; // what a browser still sends while it closes a page

class AnswerSheet {
  constructor(root, place) {
    Object.assign(this, { root, place, tab: newId().slice(0, 8), beat: 0, order: 0, left: 0 });
    Object.assign(this, { filter: 'all', here: -1, items: [], fields: new Map(), journal: new Journal(place) });
    this.device = `${deviceName()}-${this.tab}`;
    this.status = h('p.status'); this.voice = h('p.voice', { role: 'status' }); this.tally = h('span.tally');
    this.tools = h('div.tools', { role: 'group' }); this.list = h('div.items');
    this.box = h('div.sheet', h('style', STYLE), h('div.bar', this.status, this.voice, this.tools), this.list);
    root.append(this.box); this.listen();
  }

  listen() {
    this.ended = new AbortController(); const { signal } = this.ended;
    const hear = (target, name, act, capture = false) => target.addEventListener(name, act, { signal, capture });
    hear(window, 'beforeunload', (event) => { if (this.isLate()) event.preventDefault(); this.leave(); });
    hear(window, 'pagehide', () => { this.leave(); if (this.sending) this.send(this.batch()); });
    hear(window, 'online', () => this.push());
    hear(window, 'popstate', () => { this.left = Date.now(); });
    hear(window, 'storage', (event) => this.hear(event));
    hear(document, 'click', (event) => this.letGo(event), true);
    hear(document, 'visibilitychange', () => { if (document.hidden) this.leave(); else this.refresh(); });
    hear(this.list, 'focusin', ({ target }) => {
      this.here = this.items.findIndex((item) => item.element.contains(target));
    });
    this.resender = setInterval(() => { this.push(); this.showStatus(); }, RESEND_MS);
    this.refresher = setInterval(() => { if (!document.hidden) this.refresh(); }, REFRESH_MS);
  }

  // A sheet that has gone from the page still sends what it holds, and asks before the tab closes.
  close() {
    if (this.closed) return;
    this.leave(); this.ended.abort(); this.box.remove(); this.closed = true;
    for (const timer of [this.timer, this.calm, this.following, this.resender, this.refresher]) clearTimeout(timer);
    const stay = (event) => { if (this.isLate()) event.preventDefault(); };
    window.addEventListener('beforeunload', stay);
    const rest = setInterval(() => {
      if (this.journal.sendable().length) { this.push(); return; }
      clearInterval(rest); window.removeEventListener('beforeunload', stay);
    }, RESEND_MS);
  }

  value(subject, name) { return this.fields.get(keyOf(subject, name))?.state.value ?? ''; }
  nextOrder() { this.order = Math.max(Date.now(), this.order + 1); return this.order; }
  leave() { for (const field of this.fields.values()) field.leave(); }
  refresh() { if (this.items.length) this.ask(); }

  isLate() {
    const old = this.journal.operations().some((op) => Date.now() - op.order > RESEND_MS);
    return old || this.journal.homeless.size > 0;
  }

  changed(subject, wait) {
    clearTimeout(this.timer);
    if (wait) this.timer = setTimeout(() => this.push(), wait); else this.push();
    this.items.find((item) => item.spec.subject === subject).show(); this.showStatus();
  }

  // Sends what waits, one batch at a time; what comes in meanwhile goes with the next.
  push() {
    if (this.sending) { this.more = true; return; }
    const operations = this.batch(); this.more = false;
    if (!operations.length || !this.data) return;
    this.sending = this.send(operations).then((done) => {
      this.sending = null;
      if (this.more || (done && this.journal.sendable().length)) this.push();
    });
  }

  batch() { return this.journal.batch(MOST_AT_ONCE, FEW_BYTES); }

  // Returns how many operations were taken; whatever was not answered is sent again later.
  async send(operations) {
    try {
      const { to, ...sender } = this.data.sender; const body = JSON.stringify({ ...sender, operations });
      const headers = { 'content-type': 'application/json' }; const keepalive = body.length < 2 * FEW_BYTES;
      const signal = AbortSignal.timeout(PATIENCE_MS + body.length); // a slow link takes its time
      const answer = await fetch(to, { method: 'POST', headers, body, signal, keepalive });
      if (answer.status === 403) this.ask(); // a page drawn anew brings a new permit
      return answer.ok ? this.acknowledge(await answer.json()) : 0;
    } catch { return 0; }
  }

  acknowledge({ taken, refused, trouble, values, saved_at: savedAt, read_at: at }) {
    this.settle(taken, refused);
    Object.assign(this.data, { trouble, saved_at: savedAt || this.data.saved_at });
    for (const [key, stored] of Object.entries(values)) this.fields.get(key)?.receive(stored, at);
    for (const item of this.items) if (item.fields.some(({ key }) => key in values)) item.show();
    this.showStatus();
    if (taken.length && this.data.follows) this.follow();
    return taken.length;
  }

  // What was refused comes first: only then is it known what newer is still on its way.
  settle(taken, refused) {
    for (const [id, reason] of Object.entries(refused)) {
      const lost = this.journal.refuse(id, reason);
      if (lost) this.fields.get(keyOf(lost.subject, lost.field))?.forget(lost);
    }
    for (const id of taken) this.journal.drop(id);
  }

  follow() { clearTimeout(this.following); this.following = setTimeout(() => this.ask(), FOLLOW_MS); }

  // Asks for the page again, unless another one is on its way: it would be drawn over the other.
  ask() {
    if (this.closed || Date.now() - this.left < LEAVING_MS) return;
    this.beat += 1;
    try { this.say.asked({ shape: this.shape, beat: `${this.tab}-${this.beat}` }); } catch { /* asked again later */ }
  }

  // A click elsewhere comes after what was just typed: it waits until that is saved.
  letGo(event) {
    const clicked = event.target.closest?.('a, button');
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!clicked || modified || event.composedPath().includes(this.box)) return;
    this.leave();
    if ((this.sending || this.held) && this.released !== clicked) {
      event.preventDefault(); event.stopImmediatePropagation();
      if (!this.held) this.settled().then(() => this.release());
      this.held = clicked; // of several clicks meanwhile, the last one counts
    } else if (clicked.matches('a[href]:not([href^="#"], [target=_blank], [download])')) this.left = Date.now();
  }

  async settled() {
    const end = Date.now() + SETTLE_MS; const pause = (resolve) => { setTimeout(resolve, 100); };
    while ((this.sending || this.more) && Date.now() < end) await Promise.race([this.sending, new Promise(pause)]);
  }

  release() {
    this.released = this.held; this.held = null;
    if (this.released.isConnected) this.released.click();
    this.released = null;
  }

  receive(data) {
    const first = !this.data; const moved = !first && this.data.sheet !== data.sheet;
    const trouble = data.trouble ?? this.data?.trouble ?? '';
    this.data = { ...data, trouble }; this.left = 0;
    if (data.drawn && data.shape !== this.shape) this.build(data.drawn, data.shape);
    if (data.shape !== this.shape) { this.ask(); return; } // drawn for an earlier tab: ask for all of it
    for (const [key, field] of this.fields) field.receive(data.values[key], data.read_at);
    this.answeredAtFirst = this.answered().length;
    this.show();
    if (moved) { this.here = -1; this.choose('all'); if (this.goingOn || this.items[0]?.quick) this.goOn(); }
    if (first) this.push();
  }

  // Another tab of this person wrote something, or had something saved.
  hear({ key, newValue }) {
    if (!this.journal.owns(key) || !this.drawn) return;
    if (newValue) {
      const op = this.journal.read(newValue);
      if (op) this.fields.get(keyOf(op.subject, op.field))?.receive();
    }
    if (!newValue) { this.journal.waiting.delete(key.slice(this.journal.prefix.length)); this.follow(); }
    this.show();
  }

  // Only what changed is drawn again: whoever is typing elsewhere on the sheet notices nothing.
  build(drawn, shape) {
    if (this.drawn?.language !== drawn.language) this.journal.refused.clear(); // to be told in the new language
    Object.assign(this, { drawn, shape }); this.box.lang = drawn.language; this.box.dir = drawn.direction;
    const { activeElement } = this.root.getRootNode(); const earlier = this.fields;
    const before = new Map(this.items.map((item) => [item.spec.subject, item]));
    const again = (spec, old) => (old?.text === Item.textOf(this, spec) ? old : new Item(this, spec, old));
    this.items = drawn.items.map((spec) => again(spec, before.get(spec.subject)));
    this.fields = new Map(this.items.flatMap((item) => item.fields.map((field) => [field.key, field])));
    for (const [key, field] of this.fields) if (earlier.has(key)) field.follow(earlier.get(key));
    this.lay(this.items.map((item) => item.element)); this.buildTools(); this.choose(this.filter);
    const focused = this.box.querySelector(`#${CSS.escape(activeElement?.id || 'nothing')}`);
    if (focused !== activeElement) focused?.focus({ preventScroll: true });
  }

  lay(elements) {
    for (const old of [...this.list.children]) if (!elements.includes(old)) old.remove();
    elements.forEach((element, i) => {
      if (this.list.children[i] !== element) this.list.insertBefore(element, this.list.children[i] ?? null);
    });
  }

  buildTools() {
    const { words, filters } = this.drawn; const next = button(words.next, () => this.goOn(), { class: 'next' });
    const choice = (name) => button(words[`filter_${name}`], () => this.choose(name), { 'data-filter': name });
    this.tools.hidden = !filters.length; this.tools.setAttribute('aria-label', words.filter);
    this.tools.replaceChildren(this.tally, ...filters.map(choice), next);
  }

  // What was answered since stays in sight until a filter is chosen again.
  choose(filter) {
    this.filter = filter;
    for (const choice of this.tools.querySelectorAll('[data-filter]')) {
      choice.setAttribute('aria-pressed', choice.dataset.filter === filter);
    }
    for (const item of this.items) item.element.hidden = !item.wanted(filter);
  }

  // To the next item without an answer, from where one is; when there is none, to another sheet.
  goOn() {
    const from = this.here + 1; const around = [...this.items.slice(from), ...this.items.slice(0, from)];
    const following = around.find((item) => item.open);
    this.goingOn = !following;
    if (!following) { this.leave(); Promise.resolve(this.sending).then(() => this.say.next(Date.now())); return; }
    if (following.element.hidden) this.choose('all');
    following.focus();
  }

  answered() { return this.items.filter((item) => item.asked && item.answered); }
  show() { for (const item of this.items) item.show(); this.showStatus(); }

  showStatus() {
    if (!this.drawn) return;
    const { words } = this.drawn; const left = this.journal.sendable().length;
    const answered = this.answered().length; const asked = this.items.filter((item) => item.asked).length;
    const everywhere = this.data.done + answered - this.answeredAtFirst;
    const tallies = [fill(words.tally, { done: answered, n: asked }), fill(this.data.note, { done: everywhere })];
    this.tally.textContent = tallies.filter(Boolean).join(' · ');
    const why = this.data.trouble || (this.journal.homeless.size ? words.full : this.isLate() && words.kept);
    const refused = [...this.fields.values()].some((field) => field.refusedOp) && words.not_taken;
    const waiting = left > 1 ? fill(words.waiting, { n: left }) : words.waiting_one;
    const told = [left && waiting, refused, left && why].filter(Boolean);
    this.status.dataset.state = told.length ? 'waiting' : 'saved';
    this.box.hidden = !this.items.length && !told.length; // a page without a sheet only sends what is left
    const { saved_at: time } = this.data;
    this.tell(told.join(' ') || (time ? fill(words.saved, { time }) : words.nothing_yet));
  }

  // Read aloud only once it holds: nobody wants to hear of every letter.
  tell(text) {
    if (this.status.textContent === text) return;
    this.status.textContent = text; this.voice.textContent = ''; clearTimeout(this.calm);
    this.calm = setTimeout(() => { this.voice.textContent = text; }, CALM_MS);
  }
}

const sheets = new WeakMap();
let shown = null; // a page has one sheet: the one before goes, also while the page still changes

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let sheet = sheets.get(parentElement);
  if (sheet?.place !== data.place) { sheet?.close(); sheet = new AnswerSheet(parentElement, data.place); }
  sheets.set(parentElement, sheet);
  if (shown !== sheet) shown?.close();
  shown = sheet;
  sheet.say = { asked: (value) => setStateValue('asked', value), next: (value) => setTriggerValue('next', value) };
  sheet.receive(data);
  return () => { sheets.get(parentElement)?.close(); sheets.delete(parentElement); };
}
