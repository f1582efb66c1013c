export { CallerNumber, UseNumber } from './CallerNumber';
export { RingingBanner } from './RingingBanner';
export { useAnsweredCall, usePhone } from './use-phone';
