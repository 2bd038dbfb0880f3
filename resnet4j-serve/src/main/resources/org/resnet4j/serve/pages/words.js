'use strict';
// What the page says, by language.
const WORDS = {
  en: {
    title: 'What does the network see?', model: 'Model', give: 'Give it a picture',
    hint: 'Draw a digit, drop or paste a picture, or choose a file.', clear: 'Clear',
    choose: 'Choose a picture', says: 'What it says', seen: 'What the network sees',
    picture: 'The picture that was given', pad: 'Drawing area for a digit', key: 'Key',
    took: (ms, wait) => `The network took ${ms} ms, the whole way ${wait} ms.`,
    offline: 'The server does not answer.', none: 'No model is ready.', needkey: 'The server wants a key.',
    nopicture: 'That is no picture.', sees: 'What it sees, and where', where: name => `Where it sees “${name}”`,
    heat: 'Heat map', little: 'little', much: 'much of the evidence', choosing: 'Choose one of the answers to see where it is seen.',
    without: 'Without this block', all: 'none: the whole network', whole: 'the whole network',
    lacking: block => `without ${block}`,
  },
  ko: {
    title: '신경망에는 무엇이 보일까요?', model: '모델', give: '그림 넣기',
    hint: '숫자를 그리거나, 그림을 끌어다 놓거나 붙여 넣거나, 파일을 고르세요.', clear: '지우기',
    choose: '그림 고르기', says: '결과', seen: '신경망이 보는 그림',
    picture: '넣은 그림', pad: '숫자를 그리는 칸', key: '키',
    took: (ms, wait) => `계산 ${ms} ms, 전체 ${wait} ms`,
    offline: '서버가 응답하지 않습니다.', none: '준비된 모델이 없습니다.', needkey: '서버에 키가 필요합니다.',
    nopicture: '그림이 아닙니다.', sees: '신경망이 보는 것', where: name => `‘${name}’의 근거가 되는 곳`,
    heat: '히트맵', little: '적음', much: '근거가 많음', choosing: '결과 하나를 고르면 그 근거가 되는 곳이 보입니다.',
    without: '블록 하나 빼 보기', all: '빼지 않음(신경망 전체)', whole: '신경망 전체',
    lacking: block => `${block} 없이`,
  },
};
const wished = new URLSearchParams(location.search).get('lang')
  || (navigator.languages || [navigator.language]).map(l => l.slice(0, 2)).find(l => l in WORDS);
const LANG = wished in WORDS ? wished : 'en';
const SAY = WORDS[LANG];
document.documentElement.lang = LANG;
for (const at of document.querySelectorAll('[data-word]')) at.textContent = SAY[at.dataset.word];
for (const at of document.querySelectorAll('[data-label]')) at.setAttribute('aria-label', SAY[at.dataset.label]);
for (const at of document.querySelectorAll('[data-alt]')) at.alt = SAY[at.dataset.alt];
const other = document.getElementById('language');
if (LANG === 'ko') {
  other.textContent = 'English';
  other.href = '?lang=en';
  other.lang = 'en';
}
