import type { ActorName } from "./world.ts";

/** A unique text planted where only some may see it. */
export interface Marker {
  text: string;
  /** Where it stands, for the message of a leak. */
  place: string;
  readers: ReadonlySet<ActorName>;
}

export interface Markers {
  all: readonly Marker[];
  /** A new text for a place that only these may see. */
  plant(place: string, readers: readonly ActorName[]): string;
  /** The same for a text that is given, such as a phone number. */
  plantText(text: string, place: string, readers: readonly ActorName[]): string;
  /** Markers this actor must never see that stand in the text; those the request itself named do not count. */
  leaksIn(text: string, actor: ActorName, asked?: string): Marker[];
}

export function createMarkers(): Markers {
  const all: Marker[] = [];
  const plantText = (text: string, place: string, readers: readonly ActorName[]): string => {
    all.push({ text, place, readers: new Set(readers) });
    return text;
  };
  return {
    all,
    plantText,
    plant: (place, readers) => plantText(`zq${String(all.length).padStart(3, "0")}xv${Math.random().toString(36).slice(2, 8)}`, place, readers),
    leaksIn(text, actor, asked = "") {
      const lower = text.toLowerCase();
      return all.filter(
        (marker) => !marker.readers.has(actor) && lower.includes(marker.text.toLowerCase()) && !asked.toLowerCase().includes(marker.text.toLowerCase()),
      );
    },
  };
}
