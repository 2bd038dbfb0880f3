'use strict';
// What the page says, by language.
const WORDS = {
  en: {
    title: 'Training, live', race: 'Race', experiment: 'Experiment, live', pause: 'Pause', resume: 'Go on', stop: 'Stop with a checkpoint',
    play: 'Play', hold: 'Hold', time: 'Time', speed: 'Speed', runs: 'Runs', run: 'Run', iteration: 'Update',
    loss: 'Loss', error: 'Training error', tested: 'Test error', rate: 'Learning rate', speedof: 'Images/s',
    curves: 'Curves', lossAxis: 'Loss (cross-entropy)', errorAxis: 'Error, % (training: line; test: dots)',
    flow: 'How much gradient reaches each layer',
    flowhint: '‖∂L/∂y‖ at the output of every convolution and of the classifier, from the input (left) to the output (right), on a logarithmic axis.',
    samples: 'What the network says now', layers: 'Layers as a table', layer: 'Layer', gradient: '‖∂L/∂y‖',
    first: 'input', last: 'output', waiting: 'Waiting for the first update.', running: 'Running.', paused: 'Paused.',
    stopping: 'Stopping.', done: e => `Done: ${e} % test error.`, finished: 'Done.', interrupted: 'Stopped; the checkpoint is written.',
    failed: m => 'Failed: ' + m, lost: 'The training does not answer.', replay: 'A replay.',
    about: (name, data, n, engine) => `${name} on ${data}, ${n} parameters; ${engine}`,
    arrives: (a, b) => `${a} at the first layer, ${b} at the last convolution`,
    strip: (run, n, a, b) => `Gradients of ${run} at ${n} layers: ${a} at the first layer, ${b} at the last convolution.`,
    says: (guess, sure) => `${guess} (${sure})`, was: label => `is: ${label}`, right: 'right', wrong: 'wrong', vanished: 'not measurable',
    chart: (what, runs) => `${what} over updates: ${runs}`, update: 'update',
  },
  ko: {
    title: '학습 실시간 보기', race: '경주', experiment: '실험 실시간 보기', pause: '일시 정지', resume: '계속', stop: '체크포인트 저장 후 중지',
    play: '재생', hold: '멈춤', time: '시간', speed: '속도', runs: '학습 목록', run: '학습', iteration: '갱신 횟수',
    loss: '손실', error: '학습 오류율', tested: '테스트 오류율', rate: '학습률', speedof: '초당 이미지',
    curves: '곡선', lossAxis: '손실 (교차 엔트로피)', errorAxis: '오류율, % (학습: 선, 테스트: 점)',
    flow: '기울기가 각 층에 얼마나 도달하는가',
    flowhint: '모든 합성곱과 분류기의 출력에서 잰 ‖∂L/∂y‖. 왼쪽이 입력, 오른쪽이 출력이며 로그 축입니다.',
    samples: '지금 신경망의 대답', layers: '층별 표', layer: '층', gradient: '‖∂L/∂y‖',
    first: '입력', last: '출력', waiting: '첫 갱신을 기다리는 중입니다.', running: '학습 중입니다.', paused: '일시 정지했습니다.',
    stopping: '중지하는 중입니다.', done: e => `끝났습니다. 테스트 오류율 ${e} %`, finished: '끝났습니다.', interrupted: '중지했습니다. 체크포인트를 저장했습니다.',
    failed: m => '실패: ' + m, lost: '학습 프로그램이 응답하지 않습니다.', replay: '기록을 다시 봅니다.',
    about: (name, data, n, engine) => `${data} 데이터로 학습하는 ${name}, 파라미터 ${n}개; ${engine.replace(/Java.s/, 'Java').replace(/(\d+) lanes/, '$1레인').replace(/ by machine code, (\w+)/, '(기계어, $1)').replace(/(\d+) threads?/, '스레드 $1개')}`,
    arrives: (a, b) => `첫 층 ${a}, 마지막 합성곱 ${b}`,
    strip: (run, n, a, b) => `${run}의 ${n}개 층에서 잰 기울기: 첫 층 ${a}, 마지막 합성곱 ${b}.`,
    says: (guess, sure) => `${guess} (${sure})`, was: label => `정답: ${label}`, right: '맞음', wrong: '틀림', vanished: '잴 수 없음',
    chart: (what, runs) => `갱신 횟수에 따른 ${what}: ${runs}`, update: '갱신 횟수',
  },
};
const wished = new URLSearchParams(location.search).get('lang')
  || (navigator.languages || [navigator.language]).map(l => l.slice(0, 2)).find(l => l in WORDS);
const LANG = wished in WORDS ? wished : 'en';
const SAY = WORDS[LANG];
document.documentElement.lang = LANG;
for (const at of document.querySelectorAll('[data-word]')) at.textContent = SAY[at.dataset.word];
const other = document.getElementById('language');
if (LANG === 'ko') {
  other.textContent = 'English';
  other.href = '?lang=en';
  other.lang = 'en';
}
