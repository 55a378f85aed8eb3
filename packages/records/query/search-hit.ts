export interface SearchHit {
  object: string;
  id: string;
  title: string;
  number: string | null;
  /** The piece of the record that matched, normalised; of the title as it is written. */
  match: string;
  /** Parts of the title that matched, from and up to, in UTF-16 units. */
  ranges: readonly (readonly [number, number])[];
  /** The title was taken for what was meant: another sign of the same sound, or a mistake forgiven. */
  is_similar: boolean;
  /** What else tells the record from its likes: contact, telephone, owner. */
  details: Detail[];
}

/** A field of a hit in words. */
export interface Detail {
  field: string;
  text: string;
}
