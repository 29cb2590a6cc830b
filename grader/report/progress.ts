/** The one line that tells how far a grading run has come. */
import { showText } from './bytes-text.ts';
import { cutToWidth, displayWidth } from './display-width.ts';
import { catalogueOf, type Lang } from './messages/words.ts';

export type Progress = {
  readonly done: number;
  readonly total: number;
  /** What is being done now, e.g. a submission and an exercise; empty when there is nothing to name. */
  readonly current: string;
};

const barColumns = 20;

/** At most `columns` wide, without a line end; `current` is escaped. */
export function renderProgress({ done, total, current }: Progress, columns: number, lang: Lang): string {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const filled = Math.floor(share * barColumns);
  const count = catalogueOf(lang).labels.progress(done, total);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(barColumns - filled)} `;
  const withBar = columns >= displayWidth(bar) + displayWidth(count) + 12 ? `${bar}${count}` : count;
  return cutToWidth(current === '' ? withBar : `${withBar}  ${showText(current)}`, columns);
}
