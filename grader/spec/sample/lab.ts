/** A lab file with everything a lab may have, as its author writes it. */
export const sampleLab = `id: week-1
title: { es: Semana 1, en: Week 1 }
parts:
  - { exercise: tcp-echo, points: 60, levels: { basic: 90, robust: 10 } }
  - { exercise: udp-echo, points: 20, folder: udp-echo }
  - { exercise: tcp-chat, points: 5, bonus: true }
report:
  file: REPORTE.md
  template: template.md
  sections:
    - { heading: [Experimento A, Experiment A], points: 8, byHand: 4, evidence: true, words: 12 }
    - { heading: [Reflexión], points: 5, byHand: 3 }
handIn: { archive: "Semana1_{name}.zip", folder: python }
`;
