'use strict';
// Draws what is chosen of all that was measured; the numbers stand in the page.
(() => {
  const place = document.querySelector('.playground');
  const {x, y, samples} = JSON.parse(place.querySelector('script').textContent);
  const form = place.querySelector('form');
  const slider = place.querySelector('.step input');
  const frame = place.querySelector('.bars');
  const key = chosen => chosen.join();
  const known = new Map(samples.map(sample => [key(sample.at), sample.steps]));
  const [least, most] = decades(samples);
  const [LEFT, TOP, BOTTOM, HEIGHT] = [52, 12, 44, 300];
  let rects = [];

  // One axis for all, in whole powers of ten; what is of no use to a network stays below it.
  function decades(all) {
    let [low, high] = [Infinity, -Infinity];
    for (const {steps} of all) for (const {values} of steps) for (const value of values) {
      if (value > 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
    const top = Math.min(6, Math.ceil(Math.log10(high)));
    return [Math.min(top - 1, Math.max(-12, Math.floor(Math.log10(low)))), top];
  }

  const chosen = () => [...form.querySelectorAll(':checked')].map(radio => Number(radio.value));

  // What leads to nothing measured cannot be chosen.
  function offer(now) {
    for (const radio of form.querySelectorAll('[type=radio]')) {
      const wish = [...now];
      wish[Number(radio.name.slice(7))] = Number(radio.value);
      radio.disabled = !known.has(key(wish));
    }
  }

  const rival = now => known.get(key([1 - now[0], ...now.slice(1)]));
  const words = option => form.querySelector(`[name=control0][value="${option}"] + span`).textContent;
  const printed = value =>
    value === null ? '–' : value === 0 ? '0' : value >= 0.01 && value < 1000 ? String(value) : value.toExponential(2);

  function svg(name, attributes, parent, text) {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [a, value] of Object.entries(attributes)) node.setAttribute(a, value);
    if (text !== undefined) node.textContent = text;
    parent.append(node);
    return node;
  }

  const at = value =>
    value > 0 ? TOP + (most - Math.max(least, Math.min(most, Math.log10(value)))) / (most - least) * (HEIGHT - TOP - BOTTOM)
      : HEIGHT - BOTTOM;

  function axes(count, width) {
    const root = svg('svg', {viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': y}, frame);
    const stride = Math.ceil((most - least) / 6);
    for (let power = least; power <= most; power++) {
      if ((power - least) % stride && power !== most || most - power < stride && power !== most) continue;
      const height = at(10 ** power);
      svg('line', {class: 'grid', x1: LEFT, x2: width, y1: height, y2: height}, root);
      svg('text', {x: LEFT - 6, y: height + 4, 'text-anchor': 'end'}, root,
        power < -2 || power > 3 ? `1e${power}` : String(10 ** power));
    }
    const step = (width - LEFT) / count;
    for (const layer of [1, Math.ceil(count / 2), count]) {
      svg('text', {x: LEFT + (layer - 0.5) * step, y: HEIGHT - BOTTOM + 16, 'text-anchor': 'middle'}, root, layer);
    }
    svg('text', {x: LEFT + (width - LEFT) / 2, y: HEIGHT - 6, 'text-anchor': 'middle'}, root, x);
    rects = Array.from({length: count}, (_, i) => {
      const rect = svg('rect', {x: LEFT + i * step + step * 0.1, width: step * 0.8, y: HEIGHT - BOTTOM, height: 0}, root);
      svg('title', {}, rect);
      return rect;
    });
    svg('path', {class: 'rival'}, root);
  }

  function draw(values, others, kind) {
    const width = Math.max(200, frame.clientWidth); // 0 before it is laid out
    const step = (width - LEFT) / values.length;
    if (rects.length !== values.length || frame.dataset.width !== String(width)) {
      frame.replaceChildren();
      frame.dataset.width = width;
      axes(values.length, width);
    }
    values.forEach((value, i) => {
      const top = at(value);
      rects[i].dataset.kind = kind;
      rects[i].setAttribute('y', top);
      rects[i].setAttribute('height', HEIGHT - BOTTOM - top);
      rects[i].firstChild.textContent = `${i + 1}: ${printed(value)}`;
    });
    const line = frame.querySelector('.rival');
    line.dataset.kind = 1 - kind;
    line.setAttribute('d', others.map((value, i) => `${i ? 'L' : 'M'}${LEFT + (i + 0.5) * step} ${at(value)}`).join(''));
  }

  function numbers(values) {
    const rows = values.map((value, i) => {
      const row = document.createElement('tr');
      for (const text of [i + 1, printed(value)]) row.append(Object.assign(document.createElement('td'), {textContent: text}));
      row.lastChild.className = 'number';
      return row;
    });
    place.querySelector('tbody').replaceChildren(...rows);
  }

  function show() {
    const now = chosen();
    const steps = known.get(key(now));
    offer(now);
    slider.max = steps.length;
    slider.disabled = steps.length === 1;
    const step = Number(slider.value) - 1;
    place.querySelector('output').textContent = step + 1;
    const others = rival(now);
    draw(steps[step].values, others[Math.min(step, others.length - 1)].values, now[0]);
    numbers(steps[step].values);
    place.querySelector('.said').textContent = steps[step].said;
    for (const [what, kind] of [['chosen', now[0]], ['rival', 1 - now[0]]]) {
      const at = place.querySelector('.key-' + what);
      at.dataset.kind = kind;
      at.textContent = words(kind);
    }
  }

  form.addEventListener('input', show);
  form.addEventListener('submit', event => event.preventDefault());
  new ResizeObserver(show).observe(frame);
  show();
})();
