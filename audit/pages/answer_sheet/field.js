const PAUSE_MS = 400; // a pause in typing that is worth sending
const FEW_OPTIONS = 6;
const RATED = ['level', 'answer']; // their question is the title of their item; they have keys
const LETTERS = { n: 'na', d: 'dont_know', p: 'refused', s: 'skipped' }; // as audit/sheets/paper.py says them

// One field: what it shows, what its next edit replaces, and whether it is being typed in.
class Field {
  constructor(sheet, subject, spec, state) {
    Object.assign(this, { sheet, subject, spec, key: keyOf(subject, spec.name), inputs: [] });
    this.id = `f-${this.key}`;
    this.state = state ?? { value: '', bases: [], rivals: [], stored: null, typed: false, at: 0 };
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

  // Takes over what the store says, unless something newer is known, on its way or being typed.
  receive(stored = this.state.stored, at = this.state.at) {
    if (at < this.state.at) return;
    const op = this.waiting.at(-1);
    Object.assign(this.state, { stored, at, rivals: op ? [] : stored.rivals });
    if (this.state.typed) return;
    const { value, bases } = op ? { value: op.value, bases: this.basesAfter(op) } : stored;
    Object.assign(this.state, { value, bases });
  }

  // A refused edit will never be a row: what rests on it rests on what it would have replaced.
  forget({ id, bases }) {
    this.state.bases = this.state.bases.flatMap((base) => (base === id ? bases : [base]));
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

  // The key of a level is its rank, that of an answer its place; what has no rank has a letter.
  press(key) {
    const wanted = LETTERS[key.toLowerCase()] ?? (this.spec.kind === 'answer' ? this.inputs[key - 1]?.value : key);
    const input = this.inputs.find((radio) => radio.value === wanted);
    if (input) { input.focus(); this.choose(input.value); }
    return Boolean(input);
  }

  draw() {
    const { kind, options, needed, help, label } = this.spec; const { id } = this;
    const about = { id, 'aria-describedby': `${id}-help ${id}-needed` };
    this.needed = h('p.needed', { id: `${id}-needed` }, needed);
    this.refused = h('div.refused'); this.clash = h('div.rivals');
    const asked = RATED.includes(kind) || (kind === 'choice' && options.length <= FEW_OPTIONS)
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
    const none = this.spec.clearable ? [{ value: '', label: '—' }] : [];
    const choices = [...none, ...options].map(({ value, label }) => h('option', { value }, label));
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
    const legend = h('legend', { class: this.spec.kind, id: `${this.id}-legend` }, this.spec.label);
    // A question that stands as the title of its item is heard with the answers, whose they are after it.
    const named = RATED.includes(this.spec.kind) && { 'aria-labelledby': `h-${this.subject} ${this.id}-legend` };
    return h('fieldset', about, named, legend, h('div.options', options), this.clear);
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
    if (this.clear) this.clear.hidden = value === '' || !this.spec.clearable;
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
