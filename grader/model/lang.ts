/** The languages of the users. */
export type Lang = 'es' | 'en';
