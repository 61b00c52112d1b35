// The answer sheet: fields that are saved as one types and stay editable without a connection.
// It comes after journal.js and elements.js, in one script.
//
// Each edit is an operation, kept in a journal until the server says that the store has it. The
// server answers with the values as they stand, the operations it took and those it refused.

const PAUSE_MS = 400; // a pause in typing that is worth sending
const CALM_MS = 1000; // how long a status must hold before it is read aloud
const RESEND_MS = 3000; // how long an operation waits before it is sent again
const REFRESH_MS = 15000; // how often a quiet sheet asks what was changed elsewhere
const LEAVING_MS = 20000; // how long another page may take to open
const MOST_AT_ONCE = 50;
const FEW_OPTIONS = 6;

// One field: what it shows, what its next edit replaces, and whether it is being typed in.
class Field {
  constructor(sheet, subject, spec, state) {
    Object.assign(this, { sheet, subject, spec, key: keyOf(subject, spec.name), inputs: [] });
    this.id = `f-${this.key}`;
    this.state = state ?? { value: '', bases: [], rivals: [], stored: null, typed: false };
    this.box = this.draw();
  }

  get words() { return this.sheet.drawn.words; }
  get waiting() { return this.sheet.journal.of(this.key); }
  get refusedOp() { return this.waiting.findLast((op) => this.sheet.journal.refused.has(op.id)); }
  get ticked() { return this.spec.options[0]?.value ?? 'yes'; }
  get unticked() { return this.spec.options[1]?.value ?? 'no'; }
  get lacking() { return this.shown && Boolean(this.spec.needed) && !/[\p{L}\p{N}\p{P}\p{S}]/u.test(this.state.value); }

  get shown() {
    const [name, value] = this.spec.shown_if ?? [];
    return !name || this.sheet.value(this.subject, name) === value;
  }

  // Takes over what the store says, unless something newer is on its way or being typed.
  receive(stored = this.state.stored) {
    const op = this.waiting.at(-1);
    Object.assign(this.state, { stored, rivals: op ? [] : stored.rivals });
    if (this.state.typed) return;
    const { value, bases } = op ? { value: op.value, bases: this.basesAfter(op) } : stored;
    Object.assign(this.state, { value, bases });
  }

  // A draft is no base for its own tab; who goes on from the draft of another tab names it.
  basesAfter(op) {
    if (this.sheet.journal.refused.has(op.id)) return op.bases;
    if (!op.draft) return [op.id];
    return op.device === this.sheet.device ? op.bases : [op.id, ...op.bases];
  }

  write(value, draft = false, bases = this.state.bases) {
    const { subject, sheet } = this;
    const about = { id: newId(), subject, field: this.spec.name, device: sheet.device, order: sheet.nextOrder() };
    const op = { ...about, value, bases, draft };
    sheet.journal.keep(op);
    Object.assign(this.state, { value, bases: this.basesAfter(op), rivals: [], typed: draft });
    sheet.changed(subject, draft ? PAUSE_MS : 0);
  }

  // A choice made in sight of two rival answers settles them; a text is settled by its button.
  choose(value) {
    const { rivals, bases } = this.state;
    this.write(value, false, rivals.length ? rivals.map((rival) => rival.id) : bases);
  }

  // Leaving a field, a tab or the page turns what was typed into a row of its own.
  leave() { if (this.state.typed && !this.refusedOp) this.write(this.state.value); }

  discard() {
    this.sheet.journal.drop(this.refusedOp.id);
    this.state.typed = false; this.receive(); this.sheet.changed(this.subject, 0); this.inputs[0].focus();
  }

  // The key of a level is its rank, or N for not applicable.
  press(key) {
    const wanted = key.toLowerCase() === 'n' ? 'na' : key;
    const input = this.inputs.find((radio) => radio.value === wanted);
    if (input) { input.focus(); this.choose(wanted); }
    return Boolean(input);
  }

  draw() {
    const { kind, options, needed, help, label } = this.spec; const { id } = this;
    const about = { id, 'aria-describedby': `${id}-help ${id}-needed` };
    this.needed = h('p.needed', { id: `${id}-needed` }, needed);
    this.refused = h('div.refused'); this.clash = h('div.rivals');
    const asked = kind === 'level' || (kind === 'choice' && options.length <= FEW_OPTIONS)
      ? this.radios(about) : this.labelled(h('label', { for: id }, label), this.input(about));
    const parts = [h('p.help', { id: `${id}-help`, hidden: !help }, help), this.needed, this.refused, this.clash];
    return h('div.field', { 'data-key': this.key, class: `field ${kind}` }, asked, parts);
  }

  labelled(label, input) {
    this.inputs = [input];
    return this.spec.kind === 'tick' ? h('div.tickbox', input, label) : [label, input];
  }

  input(about) {
    const { kind, options, rows } = this.spec;
    const chosen = { onchange: ({ target }) => this.choose(target.value) };
    const ticked = { onchange: ({ target }) => this.choose(target.checked ? this.ticked : this.unticked) };
    const leave = () => this.leave();
    const typed = { oninput: ({ target }) => this.write(target.value, true), onchange: leave, onblur: leave };
    const choices = [{ value: '', label: '—' }, ...options].map(({ value, label }) => h('option', { value }, label));
    switch (kind) {
      case 'tick': return h('input', about, ticked, { type: 'checkbox' });
      case 'choice': return h('select', about, chosen, choices);
      case 'text': return h('textarea', about, typed, { rows, dir: 'auto' });
      case 'date': return h('input', about, typed, { type: 'date' });
      case 'number': return h('input', about, typed, { type: 'number', min: 0 });
      default: return h('input', about, typed, { type: 'text', dir: 'auto' });
    }
  }

  radios(about) {
    const options = this.spec.options.map(({ value, label, description }) => {
      const radio = { type: 'radio', name: this.id, value, id: `${this.id}-${value}` };
      const input = h('input', radio, { onchange: () => this.choose(value) });
      this.inputs.push(input);
      const text = h('span.text', h('strong', label), description && h('span', description));
      return h('label.option', { 'data-rank': value }, input, text);
    });
    const takeAway = () => { this.choose(''); this.inputs[0].focus(); };
    this.clear = button(this.words.clear, takeAway, { class: 'clear' });
    const legend = h('legend', { class: this.spec.kind }, this.spec.label);
    return h('fieldset', about, legend, h('div.options', options), this.clear);
  }

  // Drawn again, in another language: the caret stays where it was.
  follow(old) {
    this.show();
    old.inputs.forEach(({ selectionStart, selectionEnd }, i) => {
      if (selectionStart != null) this.inputs[i].setSelectionRange(selectionStart, selectionEnd);
    });
  }

  show() {
    const { value } = this.state;
    for (const input of this.inputs) {
      if (input.type === 'radio') input.checked = input.value === value;
      else if (input.type === 'checkbox') input.checked = value === this.ticked;
      else if (input.value !== value) input.value = value;
    }
    this.box.hidden = !this.shown; this.needed.hidden = !this.lacking;
    if (this.clear) this.clear.hidden = value === '';
    this.showRefusal(); this.showClash();
  }

  showRefusal() {
    const reason = this.sheet.journal.refused.get(this.refusedOp?.id) ?? '';
    if ((this.refused.firstChild?.textContent ?? '') === reason) return;
    const parts = [h('p', { role: 'alert' }, reason), button(this.words.discard, () => this.discard())];
    this.refused.replaceChildren(...reason ? parts : []);
  }

  showClash() {
    const { rivals } = this.state; const told = JSON.stringify(rivals); const ids = rivals.map((rival) => rival.id);
    if (this.told === told) return;
    this.told = told;
    const named = (value) => this.spec.options.find((option) => option.value === value)?.label ?? value;
    const keep = (value) => button(this.words.keep_this, () => this.write(value, false, ids));
    const quote = (value) => h('blockquote', { dir: 'auto' }, named(value) || '—');
    const answers = rivals.map(({ value, said }) => h('div.rival', quote(value), h('p', said), keep(value)));
    this.clash.replaceChildren(...rivals.length ? [h('p', { role: 'alert' }, this.words.rivals), ...answers] : []);
  }
}

// One subject: its words, its guidance and its fields.
class Item {
  constructor(sheet, spec, before) {
    Object.assign(this, { sheet, spec, words: sheet.drawn.words, text: Item.textOf(sheet, spec) });
    const stateOf = (name) => before?.fields.find((field) => field.spec.name === name)?.state;
    this.fields = spec.fields.map((field) => new Field(sheet, spec.subject, field, stateOf(field.name)));
    this.element = this.draw((part) => Boolean(before?.element.querySelector(`details.${part}`)?.open));
  }

  static textOf(sheet, spec) { return JSON.stringify([spec, sheet.drawn.words]); }

  get asked() { return this.spec.answered_by.length > 0; }
  get open() { return this.asked && !this.answered; }
  get answered() {
    const given = this.spec.answered_by.some((name) => this.sheet.value(this.spec.subject, name));
    return given && !this.fields.some((field) => field.lacking);
  }

  wanted(filter) { return filter === 'all' || (filter === 'unanswered' ? this.open : this.spec.tags.includes(filter)); }
  show() { for (const field of this.fields) field.show(); }

  draw(wasOpen) {
    const { subject, code, title, badges, lines, guidance, suggestion, more } = this.spec; const id = `h-${subject}`;
    const boxes = (folded) => this.fields.filter((field) => field.spec.folded === folded).map((field) => field.box);
    const fold = (name, label, parts) => parts.length > 0
      && h('details', { class: name, open: wasOpen(name) }, h('summary', label), parts);
    const list = (points) => h('ul', points.map((point) => h('li', point)));
    const lists = guidance.flatMap((part) => [h('h4', part.title), list(part.points)]);
    const marks = badges.map(({ kind, text }) => h('span', { class: `badge ${kind}` }, text));
    const onkeydown = (event) => this.press(event);
    return h('section.item', { 'data-subject': subject, 'aria-labelledby': id, onkeydown },
      h('h3', { id }, code && h('span.code', code), title), marks.length > 0 && h('p.badges', marks),
      lines.map((line) => h('p.line', line)), fold('guidance', this.words.guidance, lists),
      suggestion && this.suggestion(suggestion), boxes(false), fold('more', more || this.words.more, boxes(true)));
  }

  suggestion({ text, values }) {
    const accept = () => {
      for (const field of this.fields) if (field.spec.name in values) field.choose(values[field.spec.name]);
      this.focus();
    };
    return h('div.suggestion', h('p', text), button(this.words.accept_suggestion, accept));
  }

  press(event) {
    const typing = event.target.matches('textarea, select, input:not([type=radio])');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9n]$/i.test(event.key)) return;
    if (this.fields.find((field) => field.spec.kind === 'level')?.press(event.key)) event.preventDefault();
  }

  focus() {
    const inputs = this.fields.filter((field) => field.shown).flatMap((field) => field.inputs);
    this.element.scrollIntoView({ block: 'start' });
    (inputs.find((input) => input.checked) ?? inputs[0])?.focus({ preventScroll: true });
  }
}

class AnswerSheet {
  constructor(root, place) {
    Object.assign(this, { root, place, tab: newId().slice(0, 8), beat: 0, order: 0, left: 0 });
    Object.assign(this, { filter: 'all', here: -1, items: [], fields: new Map(), journal: new Journal(place) });
    this.device = `${deviceName()}-${this.tab}`;
    this.status = h('p.status'); this.voice = h('p.voice', { role: 'status' }); this.tally = h('span.tally');
    this.tools = h('div.tools', { role: 'group' }); this.list = h('div.items');
    this.box = h('div.sheet', h('div.bar', this.status, this.voice, this.tools), this.list);
    root.append(this.box); this.listen();
  }

  listen() {
    this.ended = new AbortController(); const { signal } = this.ended;
    const hear = (target, name, act, capture = false) => target.addEventListener(name, act, { signal, capture });
    hear(window, 'beforeunload', (event) => { if (this.isLate()) event.preventDefault(); this.leave(); });
    hear(window, 'pagehide', () => this.leave());
    hear(window, 'online', () => this.push());
    hear(window, 'popstate', () => { this.left = Date.now(); });
    hear(window, 'storage', (event) => this.hear(event));
    hear(document, 'click', (event) => this.letGo(event), true);
    hear(document, 'visibilitychange', () => { if (document.hidden) this.leave(); else this.refresh(); });
    hear(this.list, 'focusin', ({ target }) => {
      this.here = this.items.findIndex((item) => item.element.contains(target));
    });
    this.resender = setInterval(() => { this.resend(); this.showStatus(); }, RESEND_MS);
    this.refresher = setInterval(() => { if (!document.hidden) this.refresh(); }, REFRESH_MS);
  }

  close() {
    this.leave(); this.ended.abort(); this.box.remove();
    for (const timer of [this.timer, this.calm, this.resender, this.refresher]) clearTimeout(timer);
  }

  value(subject, name) { return this.fields.get(keyOf(subject, name))?.state.value ?? ''; }
  nextOrder() { this.order = Math.max(Date.now(), this.order + 1); return this.order; }
  leave() { for (const field of this.fields.values()) field.leave(); }
  resend() { if (this.journal.sendable().length) this.push(); }
  refresh() { if (this.items.length) this.push(); }

  isLate() {
    const old = this.journal.operations().some((op) => Date.now() - op.order > RESEND_MS);
    return old || this.journal.homeless.size > 0;
  }

  changed(subject, wait) {
    this.items.find((item) => item.spec.subject === subject).show(); this.showStatus();
    clearTimeout(this.timer);
    if (wait) this.timer = setTimeout(() => this.push(), wait); else this.push();
  }

  push() {
    if (Date.now() - this.left < LEAVING_MS) return;
    this.beat += 1; this.sending = true; setTimeout(() => { this.sending = false; });
    const operations = this.journal.sendable().slice(0, MOST_AT_ONCE);
    const { place, shape } = this; const beat = `${this.tab}-${this.beat}`;
    try { this.say.edits({ place, shape, beat, operations }); } catch { /* sent again later */ }
  }

  // A click elsewhere comes after what was just typed, which Streamlit sends a moment later; and once
  // another page is asked for, nothing more is sent from this one: it would be drawn over the other.
  letGo(event) {
    const clicked = event.target.closest?.('a, button');
    if (!clicked || event.ctrlKey || event.metaKey || event.composedPath().includes(this.box)) return;
    this.leave();
    if (this.sending) { event.preventDefault(); event.stopImmediatePropagation(); setTimeout(() => clicked.click()); }
    else if (clicked.matches('a[href]:not([href^="#"], [target=_blank], [download])')) this.left = Date.now();
  }

  receive(data) {
    const first = !this.data; const moved = !first && this.data.sheet !== data.sheet;
    this.data = data; this.left = 0;
    for (const id of data.taken) this.journal.drop(id);
    for (const [id, reason] of Object.entries(data.refused)) this.journal.refuse(id, reason);
    if (data.drawn && data.shape !== this.shape) this.build(data.drawn, data.shape);
    if (data.shape !== this.shape) { this.push(); return; } // drawn for an earlier tab: ask for all of it
    for (const [key, field] of this.fields) field.receive(data.values[key]);
    this.show();
    if (moved) { this.choose('all'); if (this.goingOn) this.goOn(); }
    if (first || data.taken.length >= MOST_AT_ONCE) this.resend();
  }

  // Another tab of this person wrote something, or had something saved.
  hear({ key, newValue }) {
    if (!this.journal.owns(key) || !this.drawn) return;
    if (newValue) { this.journal.read(newValue); for (const field of this.fields.values()) field.receive(); }
    else { this.journal.waiting.delete(key.slice(this.journal.prefix.length)); this.push(); }
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
    if (!following) { this.leave(); this.say.next(Date.now()); return; }
    if (following.element.hidden) this.choose('all');
    following.focus();
  }

  show() { for (const item of this.items) item.show(); this.showStatus(); }

  showStatus() {
    if (!this.drawn) return;
    const { words } = this.drawn; const left = this.journal.sendable().length;
    const asked = this.items.filter((item) => item.asked);
    const here = fill(words.tally, { done: asked.filter((item) => item.answered).length, n: asked.length });
    this.tally.textContent = [here, this.data.note].filter(Boolean).join(' · ');
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
    this.status.textContent = text; clearTimeout(this.calm);
    this.calm = setTimeout(() => { this.voice.textContent = text; }, CALM_MS);
  }
}

const sheets = new WeakMap();

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let sheet = sheets.get(parentElement);
  if (sheet?.place !== data.place) { sheet?.close(); sheet = new AnswerSheet(parentElement, data.place); }
  sheets.set(parentElement, sheet);
  sheet.say = { edits: (value) => setStateValue('edits', value), next: (value) => setTriggerValue('next', value) };
  sheet.receive(data);
  return () => { sheets.get(parentElement)?.close(); sheets.delete(parentElement); };
}
