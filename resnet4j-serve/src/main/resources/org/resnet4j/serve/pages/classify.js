'use strict';
// A picture in, five bars out: all computing is the server's.
const $ = id => document.getElementById(id);
const pad = $('pad');
const pen = pad.getContext('2d');
let down = false;
let turn = 0;
let last = null; // the picture asked about, for another model
let picked = null; // the class whose place is shown; none: the likeliest
let said = null; // the whole network's answer
let explains = false; // whether the server does

function wipe() {
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, pad.width, pad.height);
  pen.strokeStyle = '#000';
  pen.lineWidth = 20;
  pen.lineCap = pen.lineJoin = 'round';
}

function clear() {
  turn++;
  last = said = picked = null;
  wipe();
  $('picture').hidden = true;
  pad.hidden = false;
  $('bars').replaceChildren();
  for (const id of ['time', 'error', 'keys']) $(id).textContent = '';
  $('views').hidden = true;
}

function place(event) {
  const box = pad.getBoundingClientRect();
  return [(event.clientX - box.left) * pad.width / box.width, (event.clientY - box.top) * pad.height / box.height];
}

pad.addEventListener('pointerdown', event => {
  down = true;
  pad.setPointerCapture(event.pointerId);
  pen.beginPath();
  pen.moveTo(...place(event));
  pen.lineTo(...place(event));
  pen.stroke();
});
pad.addEventListener('pointermove', event => {
  if (!down) return;
  for (const part of event.getCoalescedEvents?.() ?? [event]) pen.lineTo(...place(part));
  pen.stroke();
});
for (const end of ['pointerup', 'pointercancel']) {
  pad.addEventListener(end, () => {
    if (!down) return;
    down = false;
    pad.toBlob(blob => ask(blob), 'image/png');
  });
}

function give(file) {
  if (!file) return;
  if (!file.type.startsWith('image/')) {
    $('error').textContent = SAY.nopicture;
    return;
  }
  const picture = $('picture');
  if (picture.src) URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(file);
  picture.hidden = false;
  pad.hidden = true;
  ask(file);
}

async function post(path, query, blob) {
  const key = $('key').value;
  const answer = await fetch(path + '?' + new URLSearchParams(query),
    {method: 'POST', body: blob, headers: key ? {Authorization: 'Bearer ' + key} : {}});
  return [answer, await answer.json()];
}

async function ask(blob) {
  const mine = ++turn;
  last = blob;
  picked = null;
  $('error').textContent = '';
  const began = performance.now();
  try {
    const [answer, words] = await post('predict', {model: $('model').value, top: 5, seen: true, exif: true}, blob);
    if (mine !== turn) return; // something newer was asked
    if (answer.status === 401) wantKey();
    if (answer.ok) {
      said = words;
      show(performance.now() - began);
      explain();
    } else $('error').textContent = answer.status === 401 ? SAY.needkey : words.error;
  } catch (e) {
    if (mine === turn) $('error').textContent = SAY.offline;
  }
}

const share = new Intl.NumberFormat(LANG, {style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1});

function show(wait) {
  const number = new Intl.NumberFormat(LANG, {maximumFractionDigits: 1});
  bars(said.predictions, null);
  $('time').textContent = SAY.took(number.format(said.milliseconds), number.format(wait));
  $('seen').src = said.seen;
  $('views').hidden = false;
  $('why').classList.add('old'); // until this picture is explained
}

// Why it says so, and what it says without a block: asked for after each answer.
async function explain() {
  if (!explains || !last) return;
  const mine = ++turn;
  const block = $('without').value;
  const query = {model: $('model').value, top: 1000, exif: true};
  if (picked !== null) query.class = picked;
  if (block) query.without = block;
  try {
    const [answer, why] = await post('explain', query, last);
    if (mine !== turn) return;
    if (answer.ok) shown(why);
    else if (answer.status > 502) setTimeout(() => mine === turn && explain(), 1000); // it is being prepared
    else if (answer.status === 501) $('why').hidden = true; // an engine that takes no gradients
    else $('error').textContent = why.error;
  } catch (e) {
    if (mine === turn) $('error').textContent = SAY.offline;
  }
}

function shown(why) {
  offer(why.blocks);
  bars(said.predictions, why);
  $('looked').textContent = `${SAY.where(why.class.name)}, ${share.format(why.class.probability)}`;
  $('heat').setAttribute('aria-label', $('looked').textContent);
  $('why').hidden = $('choosing').hidden = false;
  paint($('seen'), why.heat, turn);
}

// The blocks of this network that can be removed.
function offer(blocks) {
  const choice = $('without');
  const there = [...choice.options].slice(1).map(option => option.value);
  if (there.join() !== blocks.join()) {
    choice.replaceChildren(choice.options[0], ...blocks.map(block => new Option(block, block)));
  }
  choice.disabled = !blocks.length;
}

// The likeliest, each with what is left of it without the block; and what is likeliest then.
function bars(guesses, why) {
  const less = why?.without && new Map(why.without.predictions.map(guess => [guess.index, guess.probability]));
  const rows = [...guesses];
  const first = why?.without?.predictions[0];
  if (first && !rows.some(guess => guess.index === first.index)) {
    rows.push(why.predictions.find(guess => guess.index === first.index) ?? {...first, probability: 0});
  }
  $('bars').replaceChildren(...rows.map(guess => row(guess, less?.get(guess.index), why)));
  $('keys').replaceChildren(...(less ? [mark(SAY.whole, ''), mark(SAY.lacking(why.without.block), 'less')] : []));
}

function mark(text, kind) {
  return Object.assign(document.createElement('span'), {textContent: text, className: kind});
}

function row(guess, less, why) {
  const line = document.createElement('li');
  const words = Object.assign(document.createElement('button'), {type: 'button', className: 'words'});
  words.disabled = !explains;
  words.setAttribute('aria-pressed', String(why?.class.index === guess.index));
  words.append(mark(guess.name, ''), mark(share.format(guess.probability), ''));
  words.addEventListener('click', () => { picked = guess.index; explain(); });
  line.append(words, bar(guess.name, guess.probability, ''));
  if (less !== undefined) {
    words.append(mark(share.format(less), 'less'));
    line.append(bar(`${guess.name}, ${SAY.lacking(why.without.block)}`, less, 'less'));
  }
  return line;
}

function bar(label, value, kind) {
  const bar = Object.assign(document.createElement('progress'), {max: 1, value, className: kind});
  bar.setAttribute('aria-label', label);
  return bar;
}

// The more of the evidence, the more orange and the less transparent: as the command explain draws it.
function colour(value) {
  const mix = (a, b) => Math.round(a + (b - a) * value);
  return [mix(0xd5, 0xf0), mix(0x5e, 0xe4), mix(0, 0x42), Math.round(191 * value)];
}

function pixels(width, height, values) {
  const small = Object.assign(document.createElement('canvas'), {width, height});
  const data = small.getContext('2d').createImageData(width, height);
  values.forEach((value, i) => data.data.set(colour(value), 4 * i));
  small.getContext('2d').putImageData(data, 0, 0);
  return small;
}

async function paint(picture, heat, mine) {
  await picture.decode();
  if (mine !== turn) return; // something newer was asked
  const canvas = $('heat');
  const brush = canvas.getContext('2d');
  brush.clearRect(0, 0, canvas.width, canvas.height);
  brush.imageSmoothingEnabled = picture.naturalWidth > canvas.width;
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  brush.imageSmoothingEnabled = true;
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(pixels(heat.width, heat.height, heat.values), 0, 0, canvas.width, canvas.height);
  const ramp = $('ramp');
  const steps = Array.from({length: ramp.width}, (_, i) => i / (ramp.width - 1));
  ramp.getContext('2d').clearRect(0, 0, ramp.width, ramp.height);
  ramp.getContext('2d').drawImage(pixels(ramp.width, 1, steps), 0, 0, ramp.width, ramp.height);
  $('why').classList.remove('old');
}

function wantKey() {
  $('keyline').hidden = false;
}

async function models() {
  const key = $('key').value;
  try {
    const answer = await fetch('v2/models', {headers: key ? {Authorization: 'Bearer ' + key} : {}});
    if (answer.status === 401) {
      wantKey();
      return;
    }
    const names = (await answer.json()).models;
    const server = await fetch('v2', {headers: key ? {Authorization: 'Bearer ' + key} : {}});
    explains = (await server.json()).extensions.includes('explanation');
    $('lesion').hidden = !explains;
    $('model').replaceChildren(...names.map(name => new Option(name, name)));
    $('error').textContent = names.length ? '' : SAY.none;
  } catch (e) {
    $('error').textContent = SAY.offline;
  }
}

const drop = $('drop');
addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('over'); });
addEventListener('dragleave', () => drop.classList.remove('over'));
addEventListener('drop', event => {
  event.preventDefault();
  drop.classList.remove('over');
  give(event.dataTransfer.files[0]);
});
addEventListener('paste', event => give([...event.clipboardData.files][0]));
$('file').addEventListener('change', event => { give(event.target.files[0]); event.target.value = ''; });
$('clear').addEventListener('click', clear);
$('model').addEventListener('change', () => {
  offer([]);
  if (last) ask(last);
});
$('without').addEventListener('change', explain);
$('keyline').addEventListener('submit', event => event.preventDefault());
$('key').addEventListener('change', () => { models(); if (last) ask(last); });
wipe();
models();
