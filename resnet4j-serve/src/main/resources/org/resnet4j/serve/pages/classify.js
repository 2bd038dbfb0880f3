'use strict';
// A picture in, five bars out: all computing is the server's.
const $ = id => document.getElementById(id);
const pad = $('pad');
const pen = pad.getContext('2d');
let down = false;
let turn = 0;
let last = null; // the picture asked about, for another model

function wipe() {
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, pad.width, pad.height);
  pen.strokeStyle = '#000';
  pen.lineWidth = 20;
  pen.lineCap = pen.lineJoin = 'round';
}

function clear() {
  turn++;
  last = null;
  wipe();
  $('picture').hidden = true;
  pad.hidden = false;
  $('bars').replaceChildren();
  for (const id of ['time', 'error']) $(id).textContent = '';
  $('seen').hidden = $('seenwords').hidden = true;
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

async function ask(blob) {
  const mine = ++turn;
  last = blob;
  $('error').textContent = '';
  const began = performance.now();
  const query = new URLSearchParams({model: $('model').value, top: 5, seen: true, exif: true});
  try {
    const key = $('key').value;
    const answer = await fetch('predict?' + query,
      {method: 'POST', body: blob, headers: key ? {Authorization: 'Bearer ' + key} : {}});
    const said = await answer.json();
    if (mine !== turn) return; // something newer was asked
    if (answer.status === 401) wantKey();
    if (answer.ok) show(said, performance.now() - began);
    else $('error').textContent = answer.status === 401 ? SAY.needkey : said.error;
  } catch (e) {
    if (mine === turn) $('error').textContent = SAY.offline;
  }
}

function show(said, wait) {
  const number = new Intl.NumberFormat(LANG, {maximumFractionDigits: 1});
  const share = new Intl.NumberFormat(LANG, {style: 'percent', minimumFractionDigits: 1});
  $('bars').replaceChildren(...said.predictions.map(guess => {
    const row = document.createElement('li');
    const words = document.createElement('div');
    words.className = 'words';
    const name = document.createElement('span');
    name.textContent = guess.name;
    const much = document.createElement('span');
    much.textContent = share.format(guess.probability);
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.value = guess.probability;
    bar.setAttribute('aria-label', guess.name);
    words.append(name, much);
    row.append(words, bar);
    return row;
  }));
  $('time').textContent = SAY.took(number.format(said.milliseconds), number.format(wait));
  $('seen').src = said.seen;
  $('seen').hidden = $('seenwords').hidden = false;
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
$('model').addEventListener('change', () => last && ask(last));
$('keyline').addEventListener('submit', event => event.preventDefault());
$('key').addEventListener('change', () => { models(); if (last) ask(last); });
wipe();
models();
