import type { Shape } from '../fill.ts';
import type { picturesDe } from './pictures-de.ts';

export type PictureNames = Shape<typeof picturesDe>;
