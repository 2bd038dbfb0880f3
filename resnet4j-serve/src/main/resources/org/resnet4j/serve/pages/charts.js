'use strict';
// Line charts over updates, one colour a run, by uPlot.
// Updates are counted: from one to the next there is nothing.
const COUNTS = [...Array(9).keys()].flatMap(k => [1, 2, 5].map(n => n * 10 ** k));
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const runColour = index => colour('--run' + index % 4);
const dashes = name => (name.startsWith('plain') ? [6, 4] : []);

class LineChart {
  // lines(run) gives tables of x and y: [{x, y, kind}], kind one of line, faint, dots
  constructor(id, what, lines, scale) {
    this.host = document.getElementById(id);
    this.what = what;
    this.lines = lines;
    this.scale = scale;
    this.shape = '';
    new ResizeObserver(() => this.plot && this.plot.setSize(this.size())).observe(this.host);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.shape = ''; });
  }

  size() {
    return {width: this.host.clientWidth || 300, height: this.host.clientHeight};
  }

  draw(runs) {
    const tables = [];
    const series = [{label: SAY.update}];
    runs.forEach((run, index) => {
      for (const line of this.lines(run)) {
        tables.push([line.x, line.y]);
        series.push(this.series(run, index, line.kind));
      }
    });
    const shape = JSON.stringify(series.map(s => s.label + s.kind));
    const data = tables.length ? uPlot.join(tables) : [[0], [null]];
    if (!tables.length) series.push({label: ''});
    if (shape !== this.shape || !this.plot) {
      this.shape = shape;
      if (this.plot) this.plot.destroy();
      this.plot = new uPlot(this.options(series), data, this.host);
      this.host.setAttribute('role', 'img');
    } else {
      this.plot.setData(data);
    }
    this.host.setAttribute('aria-label', SAY.chart(this.what, runs.map(run => run.name).join(', ')));
  }

  series(run, index, kind) {
    const stroke = runColour(index);
    const common = {label: run.name, kind, stroke, spanGaps: true};
    switch (kind) {
      case 'dots': return {...common, width: 1, dash: [2, 3], points: {show: true, size: 8, fill: stroke}};
      case 'faint': return {...common, width: 1, alpha: .25, points: {show: false}};
      default: return {...common, width: 2, dash: dashes(run.name), points: {show: false}};
    }
  }

  options(series) {
    const axis = {stroke: colour('--soft'), grid: {stroke: colour('--grid'), width: 1}, ticks: {show: false}, font: '12px system-ui, sans-serif'};
    const wide = {...axis, size: 56, values: (u, at) => at.map(v => v == null ? '' : number(v))};
    return {
      ...this.size(), series, legend: {show: false}, cursor: {drag: {x: false, y: false}},
      scales: {x: {time: false, range: (u, a, b) => [0, Math.max(b, 1)]}, y: this.scale || {}},
      axes: [{...axis, size: 30, incrs: COUNTS}, wide],
    };
  }
}

function number(value) {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-3 ? value.toExponential(0).replace('e+', 'e')
    : new Intl.NumberFormat(LANG, {maximumSignificantDigits: 4}).format(value);
}
