'use strict';
// What happens in trainings, as they tell it: events in, a picture out.
const $ = id => document.getElementById(id);
const make = (tag, text, kind) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
};
const SMOOTH = 0.1;
let runs = new Map();
let range = null; // decades of all strips
let state = {paused: false, stopping: false};
let status = SAY.waiting;
let about = '';
let ended = false;
let experiment = false;
let dirty = true;

function fresh() {
  runs = new Map();
  range = null;
  ended = false;
  about = '';
  status = SAY.waiting;
  $('strips').replaceChildren();
  $('samples').replaceChildren();
  $('runs').replaceChildren();
}

// There are colours for so many; an experiment has more, of which the last are seen.
const MOST = 4;

function makeRoom() {
  if (runs.size < MOST) return;
  const oldest = runs.values().next().value;
  runs.delete(oldest.name);
  for (const what of ['strip-', 'answers-']) $(what + oldest.index)?.remove();
}

function runOf(name) {
  if (!runs.has(name)) {
    makeRoom();
    const taken = [...runs.values()].map(run => run.index);
    runs.set(name, {name, index: [0, 1, 2, 3].find(index => !taken.includes(index)), x: [], loss: [], smooth: [], error: [], rate: [], images: [],
      testX: [], test: [], gradients: null, guesses: [], pictures: [], classes: []});
  }
  return runs.get(name);
}

const blend = (list, value) => list.length ? list.at(-1) + SMOOTH * (value - list.at(-1)) : value;

function apply(message) {
  dirty = true;
  if (message.event === 'state') {
    state = message;
    return;
  }
  if (message.event === 'note') {
    experiment = true;
    about = message.text;
    return;
  }
  const run = runOf(message.run);
  switch (message.event) {
    case 'started':
      run.iterations = message.iterations;
      run.model = message.model;
      if (!experiment) about = SAY.about([...runs.values()].flatMap(one => one.model || []).join(', '), message.data, new Intl.NumberFormat(LANG).format(message.parameters), message.engine);
      status = SAY.running;
      run.over = false;
      break;
    case 'step':
      run.x.push(message.iteration);
      run.loss.push(message.loss);
      run.smooth.push(blend(run.smooth, message.loss));
      run.error.push(blend(run.error, 100 * (1 - message.top1)));
      run.rate.push(message.learningRate);
      run.images.push(blend(run.images, message.imagesPerSecond));
      break;
    case 'evaluated':
      run.testX.push(message.iteration);
      run.test.push(100 * (1 - message.accuracy));
      break;
    case 'probed':
      run.gradients = Object.entries(message.gradients);
      run.guesses = message.samples;
      break;
    case 'samples':
      run.pictures = message.pictures;
      run.classes = message.classes;
      break;
    case 'warning': about = message.message; break;
    case 'done':
      finish(run, SAY.done(share(100 * (1 - message.accuracy))));
      break;
    case 'interrupted': finish(run, SAY.interrupted); break;
    case 'failed': finish(run, SAY.failed(message.message)); break;
  }
}

function finish(run, words) {
  run.over = true;
  if (experiment) return; // another follows
  ended = [...runs.values()].every(one => one.over);
  if (ended) status = runs.size > 1 && words !== SAY.interrupted ? SAY.finished : words;
}

const share = percent => new Intl.NumberFormat(LANG, {maximumFractionDigits: 2}).format(percent);
const percent = value => value === undefined ? '' : share(value) + ' %';
const mantissa = value => value === null ? SAY.vanished : value === 0 ? '0' : value.toExponential(1).replace('e+', 'e');

// ---- what is seen ------------------------------------------------------------------------------

const line = key => run => run.x.length ? [{x: run.x, y: run[key], kind: 'line'}] : [];
const charts = [
  new LineChart('loss', SAY.loss, run => run.x.length ? [{x: run.x, y: run.loss, kind: 'faint'}, {x: run.x, y: run.smooth, kind: 'line'}] : []),
  new LineChart('error', SAY.error, run => [...line('error')(run), ...(run.testX.length ? [{x: run.testX, y: run.test, kind: 'dots'}] : [])],
    {range: (u, a, b) => [0, Math.min(100, Math.max(b * 1.05, 1))]}),
  new LineChart('rate', SAY.rate, line('rate'), {range: (u, a, b) => [0, b * 1.1 || 1]}),
  new LineChart('images', SAY.speedof, line('images'), {range: (u, a, b) => [0, Math.max(b * 1.1, 1)]}),
];

function table() {
  $('runs').replaceChildren(...[...runs.values()].map(run => {
    const row = make('tr');
    const name = make('th', run.name);
    name.scope = 'row';
    const key = make('span', '', 'key' + (dashes(run.name).length ? ' dashed' : ''));
    key.style.borderColor = runColour(run.index);
    name.prepend(key);
    const at = run.x.at(-1) ?? 0;
    const rate = run.rate.at(-1);
    row.append(name, make('td', run.iterations ? `${at} / ${run.iterations}` : at),
      make('td', run.smooth.length ? run.smooth.at(-1).toFixed(3) : ''), make('td', percent(run.error.at(-1))),
      make('td', percent(run.test.at(-1))), make('td', rate === undefined ? '' : number(rate)),
      make('td', run.images.length ? new Intl.NumberFormat(LANG, {maximumFractionDigits: 0}).format(run.images.at(-1)) : ''));
    return row;
  }));
}

// The axis of all strips grows and never shrinks, so that a bar's length means the same all the time.
function widen() {
  const logs = [...runs.values()].flatMap(run => run.gradients || []).map(([, norm]) => norm)
    .filter(norm => norm > 0).map(Math.log10);
  if (!logs.length) return;
  const low = Math.floor(Math.min(...logs) - .3);
  const high = Math.ceil(Math.max(...logs));
  range = range ? [Math.min(low, range[0]), Math.max(high, range[1])] : [low, Math.max(high, low + 2)];
}

function strip(run) {
  let at = $('strip-' + run.index);
  if (!at) {
    at = make('div', undefined, 'strip');
    at.id = 'strip-' + run.index;
    at.style.setProperty('--colour', runColour(run.index));
    const table = make('table');
    const details = make('details');
    details.append(make('summary', SAY.layers), table);
    const ends = make('p', undefined, 'ends');
    ends.append(make('span', SAY.first), make('span', SAY.last));
    const bars = make('div', undefined, 'bars');
    bars.setAttribute('role', 'img');
    at.append(make('h3'), make('div', undefined, 'scale'), bars, ends, details);
    $('strips').append(at);
  }
  const [head, scale, bars, , details] = at.children;
  at.style.setProperty('--colour', runColour(run.index));
  const [low, high] = range;
  const place = log => 100 * (log - low) / (high - low);
  const first = run.gradients[0][1];
  const last = run.gradients.at(run.gradients.length > 1 ? -2 : -1)[1];
  head.replaceChildren(run.name + ' ', make('span', SAY.arrives(mantissa(first), mantissa(last))));
  bars.setAttribute('aria-label', SAY.strip(run.name, run.gradients.length, mantissa(first), mantissa(last)));
  const every = Math.ceil((high - low) / 6);
  const decades = [];
  for (let d = high; d >= low; d -= every) decades.push(d);
  scale.replaceChildren(...decades.map(d => {
    const label = make('span', '1e' + d);
    label.style.bottom = place(d) + '%';
    return label;
  }));
  if (bars.querySelectorAll('i').length !== run.gradients.length) {
    bars.replaceChildren(...run.gradients.map(() => make('i')));
  }
  bars.querySelectorAll('u').forEach(rule => rule.remove());
  for (const d of decades) {
    const rule = make('u');
    rule.style.bottom = place(d) + '%';
    bars.prepend(rule);
  }
  bars.querySelectorAll('i').forEach((bar, k) => {
    const [path, norm] = run.gradients[k];
    bar.classList.toggle('none', norm === null);
    bar.style.height = norm > 0 ? Math.max(0, place(Math.log10(norm))) + '%' : '0';
    bar.title = `${path}: ${mantissa(norm)}`;
  });
  if (details.open) {
    details.lastChild.replaceChildren(...run.gradients.map(([path, norm]) => {
      const row = make('tr');
      const name = make('th', path);
      name.scope = 'row';
      row.append(name, make('td', mantissa(norm)));
      return row;
    }));
  }
}

function answers(run) {
  if (!run.pictures.length || !run.guesses.length) return;
  let at = $('answers-' + run.index);
  if (!at) {
    at = make('div');
    at.id = 'answers-' + run.index;
    const list = make('ul', undefined, 'samples');
    list.append(...run.pictures.map((uri, k) => {
      const item = make('li');
      const picture = make('img');
      picture.src = uri;
      picture.alt = SAY.was(run.classes[run.guesses[k].label]);
      item.append(picture, make('b'), make('span', SAY.was(run.classes[run.guesses[k].label])));
      return item;
    }));
    at.append(make('h3', run.name), list);
    $('samples').append(at);
  }
  at.querySelectorAll('b').forEach((said, k) => {
    const {guess, label, probability} = run.guesses[k];
    const sure = new Intl.NumberFormat(LANG, {style: 'percent'}).format(probability);
    said.textContent = (guess === label ? '✓ ' : '✗ ') + SAY.says(run.classes[guess], sure);
    said.className = guess === label ? 'right' : 'wrong';
  });
}

function draw() {
  dirty = false;
  const all = [...runs.values()];
  document.title = all.map(run => run.name).join(', ') || 'resnet4j';
  $('title').textContent = experiment ? SAY.experiment : all.length > 1 ? SAY.race : SAY.title;
  const words = replaying ? SAY.replay : ended ? status : state.stopping ? SAY.stopping : state.paused ? SAY.paused : status;
  if ($('status').textContent !== words) $('status').textContent = words;
  $('about').textContent = about;
  $('pause').textContent = state.paused ? SAY.resume : SAY.pause;
  $('pause').disabled = $('stop').disabled = ended || !all.length || state.stopping;
  table();
  for (const chart of charts) chart.draw(all);
  widen();
  for (const run of all) {
    if (run.gradients && range) strip(run);
    answers(run);
  }
  $('control').hidden = replaying || ended;
  $('player').hidden = experiment || (!replaying && !ended);
}

setInterval(() => { if (dirty) draw(); }, 150);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { dirty = true; });

// ---- where it comes from -----------------------------------------------------------------------

let log = [];
let replaying = false;
const source = new EventSource('events');
source.onmessage = event => {
  const message = JSON.parse(event.data);
  switch (message.event) {
    case 'hello': // the whole story follows, from its beginning
      log = [];
      fresh();
      break;
    case 'end': // the training's process goes now
      source.close();
      if (!ended) status = SAY.finished;
      ended = true;
      break;
    case 'replay':
      replaying = true;
      break;
    case 'replayed': // all of it is here
      seek(0);
      play();
      break;
    default:
      if (message.event !== 'state') log.push(message);
      if (!replaying) apply(message);
  }
  dirty = true;
};
source.onerror = () => {
  status = SAY.lost;
  dirty = true;
};

async function control(word) {
  try {
    const answer = await fetch('control/' + word, {method: 'POST'});
    if (answer.ok) apply(await answer.json());
  } catch (e) {
    status = SAY.lost;
    dirty = true;
  }
}
$('pause').addEventListener('click', () => control(state.paused ? 'resume' : 'pause'));
$('stop').addEventListener('click', () => control('stop'));

// ---- the same again ----------------------------------------------------------------------------

let playing = false;
let now = 0;
let applied = 0;
let before = 0;
const length = () => log.at(-1)?.at ?? 0;
const start = () => log.find(message => message.event === 'step')?.at ?? 0;

function seek(time) {
  if (time < now || applied === 0) {
    const kept = about;
    fresh();
    about = kept;
    applied = 0;
  }
  now = time;
  const until = now >= length() - start() ? Infinity : start() + now; // sums are rounded
  while (applied < log.length && log[applied].at <= until) apply(log[applied++]);
  $('time').max = Math.max(.001, length() - start());
  $('time').value = now;
  dirty = true;
}

function tick(at) {
  if (!playing) return;
  const passed = (at - before) / 1000 * Number($('speed').value);
  before = at;
  const end = length() - start();
  seek(Math.min(end, now + passed));
  if (now >= end) hold();
  else requestAnimationFrame(tick);
}

function play() {
  replaying = true;
  playing = true;
  if (now >= length() - start()) seek(0);
  $('play').textContent = SAY.hold;
  before = performance.now();
  requestAnimationFrame(tick);
}

function hold() {
  playing = false;
  $('play').textContent = SAY.play;
}
$('play').addEventListener('click', () => playing ? hold() : play());
$('time').addEventListener('input', () => { replaying = true; hold(); seek(Number($('time').value)); });
